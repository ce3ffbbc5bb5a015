// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** What it costs to turn OpenTelemetry spans into segments. */
@NullMarked
package io.raygate.benchmarks.translate;

import org.jspecify.annotations.NullMarked;
