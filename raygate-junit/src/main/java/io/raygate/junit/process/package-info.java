// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** A local stack as a process, and its ports. */
@NullMarked
package io.raygate.junit.process;

import org.jspecify.annotations.NullMarked;
