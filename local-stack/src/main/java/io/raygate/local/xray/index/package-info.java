// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** Traces in memory that is bounded, and how their documents hang together. */
@NullMarked
package io.raygate.local.xray.index;

import org.jspecify.annotations.NullMarked;
