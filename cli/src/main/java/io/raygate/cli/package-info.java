// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** The command line behind {@code ./raygate}: one room for each kind of verb. */
@NullMarked
package io.raygate.cli;

import org.jspecify.annotations.NullMarked;
