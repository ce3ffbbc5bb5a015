// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.decode;

/** The API of X-Ray that OpenTelemetry spans go to. Segments always go to PutTraceSegments. */
public enum DeliveryTarget {
    /** PutTraceSegments, as segments. */
    XRAY,
    /** The OTLP endpoint, as spans. */
    OTLP,
    /** Both: every span goes to each of them. */
    BOTH;

    /** Whether spans become segments. */
    public boolean includesXRay() {
        return this != OTLP;
    }

    /** Whether spans go to the OTLP endpoint. */
    public boolean includesOtlp() {
        return this != XRAY;
    }

    /** What is left to do of this where a policy says {@code wanted}: the policy where the two have nothing in common. */
    public DeliveryTarget within(DeliveryTarget wanted) {
        return wanted == BOTH ? this : wanted;
    }
}
