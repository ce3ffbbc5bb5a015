// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** The X-Ray API over segments kept in memory. */
@NullMarked
package io.raygate.local.xray;

import org.jspecify.annotations.NullMarked;
