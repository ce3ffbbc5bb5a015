// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** The packaged gateway function under a Lambda Runtime API of our own, timed from outside. */
@NullMarked
package io.raygate.benchmarks.function;

import org.jspecify.annotations.NullMarked;
