// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.schema;

import com.fasterxml.jackson.core.JsonToken;
import java.util.EnumSet;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Fields that a document needs on its top level: X-Ray Developer Guide, "Segment documents". */
enum RequiredField {
    NAME,
    ID,
    TRACE_ID,
    START_TIME,
    END_TIME,
    IN_PROGRESS;

    static final EnumSet<RequiredField> ALWAYS = EnumSet.of(NAME, ID, TRACE_ID, START_TIME);

    private final String key = name().toLowerCase(Locale.ROOT);

    String key() {
        return key;
    }

    static @Nullable RequiredField named(String key) {
        return switch (key) {
            case "name" -> NAME;
            case "id" -> ID;
            case "trace_id" -> TRACE_ID;
            case "start_time" -> START_TIME;
            case "end_time" -> END_TIME;
            case "in_progress" -> IN_PROGRESS;
            default -> null;
        };
    }

    boolean allows(JsonToken value) {
        return switch (this) {
            case NAME, ID, TRACE_ID -> value == JsonToken.VALUE_STRING;
            case START_TIME, END_TIME -> value.isNumeric();
            case IN_PROGRESS -> value.isBoolean();
        };
    }
}
