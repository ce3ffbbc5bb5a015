// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** {@code up}: runs everything on one machine. */
@NullMarked
package io.raygate.cli.up;

import org.jspecify.annotations.NullMarked;
