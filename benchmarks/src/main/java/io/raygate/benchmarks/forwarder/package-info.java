// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** The packaged forwarder as a process: how soon it listens, and what a segment costs it under load. */
@NullMarked
package io.raygate.benchmarks.forwarder;

import org.jspecify.annotations.NullMarked;
