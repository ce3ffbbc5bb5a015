// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** Raygate, the X-Ray daemon and a collector side by side: the bench that decides. */
@NullMarked
package io.raygate.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
