// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** OpenTelemetry spans in, X-Ray segment documents out; no I/O, no clock, no randomness. */
@NullMarked
package io.raygate.otlp;

import org.jspecify.annotations.NullMarked;
