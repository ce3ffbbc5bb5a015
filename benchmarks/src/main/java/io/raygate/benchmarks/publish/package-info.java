// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** What a call to the stream costs before it is sent. */
@NullMarked
package io.raygate.benchmarks.publish;

import org.jspecify.annotations.NullMarked;
