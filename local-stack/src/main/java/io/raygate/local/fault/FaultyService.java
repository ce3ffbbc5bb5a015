// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.fault;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The services that can be made to fail, and how. */
public enum FaultyService {
    KINESIS,
    XRAY,
    SQS,
    SSM,
    STS;

    /** Its name over HTTP, for example {@code kinesis}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The operations that a fault hits where it names none. */
    Set<String> defaultOperations() {
        return switch (this) {
            case KINESIS -> Set.of("PutRecord", "PutRecords", "GetRecords");
            case XRAY -> Set.of("TraceSegments");
            case SQS, SSM, STS -> Set.of(Fault.Aim.EVERYTHING);
        };
    }

    boolean knows(FaultKind kind) {
        return switch (kind) {
            case THROTTLE_ENTRIES, INTERNAL_FAILURE_ENTRIES -> this == KINESIS;
            case UNPROCESSED, UNPROCESSED_WITHOUT_ID -> this == XRAY;
            case THROTTLE -> this != KINESIS;
            case HTTP_500, ANSWER, SLOW, RESET, RESET_AFTER -> true;
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
