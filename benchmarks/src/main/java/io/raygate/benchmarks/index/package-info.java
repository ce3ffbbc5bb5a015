// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** How fast the local stack's X-Ray finds traces. */
@NullMarked
package io.raygate.benchmarks.index;

import org.jspecify.annotations.NullMarked;
