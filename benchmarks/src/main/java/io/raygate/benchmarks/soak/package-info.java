// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** Load for a long time, with kills, faults and policy changes, and the books at the end. */
@NullMarked
package io.raygate.benchmarks.soak;

import org.jspecify.annotations.NullMarked;
