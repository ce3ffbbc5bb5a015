// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** Draws where processor time goes, from a JFR recording. */
@NullMarked
package io.raygate.benchmarks.flame;

import org.jspecify.annotations.NullMarked;
