// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** A function that is too slow for its stream for some time: when that shows, and how long it takes to recover. */
@NullMarked
package io.raygate.benchmarks.overload;

import org.jspecify.annotations.NullMarked;
