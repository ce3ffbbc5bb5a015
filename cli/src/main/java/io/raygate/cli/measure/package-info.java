// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** {@code bench} and {@code fuzz}. */
@NullMarked
package io.raygate.cli.measure;

import org.jspecify.annotations.NullMarked;
