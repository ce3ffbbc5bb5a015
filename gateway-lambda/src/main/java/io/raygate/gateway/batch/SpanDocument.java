// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.batch;

import io.raygate.gateway.decode.ReceivedDocument;

/**
 * A request of spans for the OTLP endpoint.
 *
 * @param startNanos when its first span started, nanoseconds since the epoch
 * @param lastNanos  when its last span ended
 */
public record SpanDocument(ReceivedDocument received, long startNanos, long lastNanos) {}
