// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.submit;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Sends each batch to the API of its target. */
class SubmitBeans {

    @Produces
    @Singleton
    TraceSink sink(XRaySink segments, OtlpSink spans) {
        return (batch, destination, timeout) -> switch (destination.target().api()) {
            case PUT_TRACE_SEGMENTS -> segments.put(batch, destination, timeout);
            case OTLP -> spans.put(batch, destination, timeout);
        };
    }
}
