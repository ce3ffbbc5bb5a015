// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** Processes that end with this one, and the signals that end it. */
@NullMarked
package io.raygate.cli.process;

import org.jspecify.annotations.NullMarked;
