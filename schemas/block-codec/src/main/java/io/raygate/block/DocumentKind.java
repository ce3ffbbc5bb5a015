// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.block;

import java.util.Optional;

/** What the body of a document holds. */
public enum DocumentKind {
    /** One X-Ray segment document, byte for byte as it came. */
    XRAY_JSON(1),
    /** One OTLP {@code ExportTraceServiceRequest}, byte for byte as it came. */
    OTLP_TRACES(2);

    private final int number;

    DocumentKind(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    static Optional<DocumentKind> of(long number) {
        if (number == XRAY_JSON.number) {
            return Optional.of(XRAY_JSON);
        }
        return number == OTLP_TRACES.number ? Optional.of(OTLP_TRACES) : Optional.empty();
    }
}
