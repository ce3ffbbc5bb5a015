// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** The exporters of real OpenTelemetry SDKs. */
@NullMarked
package io.raygate.it.otlp;

import org.jspecify.annotations.NullMarked;
