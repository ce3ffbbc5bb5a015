// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** Valid, unique documents at a steady rate, from a process of its own where that matters. */
@NullMarked
package io.raygate.benchmarks.sending;

import org.jspecify.annotations.NullMarked;
