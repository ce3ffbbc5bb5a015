// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** The block codec side by side with what one would write without it: protobuf's own classes, and zstd or gzip. */
@NullMarked
package io.raygate.benchmarks.codec;

import org.jspecify.annotations.NullMarked;
