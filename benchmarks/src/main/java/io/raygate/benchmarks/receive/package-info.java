// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** How much receivers of datagrams take, and what it costs them, side by side. Linux alone. */
@NullMarked
package io.raygate.benchmarks.receive;

import org.jspecify.annotations.NullMarked;
