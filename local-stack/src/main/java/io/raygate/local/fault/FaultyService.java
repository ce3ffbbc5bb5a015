// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.fault;

import java.util.Locale;
import java.util.Optional;

/** The services that can be made to fail, and how. */
public enum FaultyService {
    /** PutRecord, PutRecords and GetRecords of one stream. */
    KINESIS("stream", ""),
    /** An operation by the name in its path; PutTraceSegments where none is named. */
    XRAY("operation", "TraceSegments"),
    /** An operation by name, all of them where none is named. */
    SQS("operation", Fault.EVERYTHING),
    /** An operation by name, all of them where none is named. */
    SSM("operation", Fault.EVERYTHING),
    /** An operation by name, all of them where none is named. */
    STS("operation", Fault.EVERYTHING);

    private final String scopeField;
    private final String defaultScope;

    FaultyService(String scopeField, String defaultScope) {
        this.scopeField = scopeField;
        this.defaultScope = defaultScope;
    }

    /** Its name over HTTP, for example {@code kinesis}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The name under which a request for a fault says what it is about. */
    String scopeField() {
        return scopeField;
    }

    String defaultScope() {
        return defaultScope;
    }

    boolean knows(FaultKind kind) {
        return switch (kind) {
            case THROTTLE_ENTRIES, INTERNAL_FAILURE_ENTRIES -> this == KINESIS;
            case UNPROCESSED, UNPROCESSED_WITHOUT_ID -> this == XRAY;
            case THROTTLE -> this != KINESIS;
            case HTTP_500, SLOW, RESET, RESET_AFTER -> true;
        };
    }

    static Optional<FaultyService> labelled(String label) {
        for (FaultyService service : values()) {
            if (service.label().equals(label)) {
                return Optional.of(service);
            }
        }
        return Optional.empty();
    }
}
