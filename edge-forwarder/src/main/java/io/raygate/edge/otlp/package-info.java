// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** Takes OpenTelemetry spans on TCP 4317 and 4318: OTLP over gRPC and over HTTP. */
@NullMarked
package io.raygate.edge.otlp;

import org.jspecify.annotations.NullMarked;
