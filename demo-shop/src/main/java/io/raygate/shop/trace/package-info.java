// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** Traces requests with the X-Ray SDK: segments for what comes in, subsegments for what goes out. */
@NullMarked
package io.raygate.shop.trace;

import org.jspecify.annotations.NullMarked;
