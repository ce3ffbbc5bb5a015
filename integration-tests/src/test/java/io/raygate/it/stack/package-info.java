// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** Starts and stops stacks, and reads what they say of themselves. */
@NullMarked
package io.raygate.it.stack;

import org.jspecify.annotations.NullMarked;
