// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** Trains the dictionary that block-codec ships, and measures what it saves. */
@NullMarked
package io.raygate.benchmarks.dictionary;

import org.jspecify.annotations.NullMarked;
