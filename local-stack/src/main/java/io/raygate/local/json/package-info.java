// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** Reading what callers send. */
@NullMarked
package io.raygate.local.json;

import org.jspecify.annotations.NullMarked;
