// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** The programs that are measured, and the local stack that they send to, as processes. */
@NullMarked
package io.raygate.benchmarks.stack;

import org.jspecify.annotations.NullMarked;
