// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.schema;

import io.raygate.schema.Verdict.Accepted;
import io.raygate.schema.Verdict.Rejected;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SegmentValidatorTest {

    private static final String CLOSED =
            "{\"name\":\"shop\",\"id\":\"70de5b6f19ff9a0a\",\"trace_id\":\"1-581cf771-a006649127e371903a2de979\","
                    + "\"start_time\":1.5,\"end_time\":2.5}";

    @Test
    void validate_closedSegment_accepted() {
        assertThat(verdict(CLOSED)).isInstanceOf(Accepted.class);
    }

    @Test
    void validate_openSegment_accepted() {
        assertThat(verdict(CLOSED.replace("\"end_time\":2.5", "\"in_progress\":true")))
                .isInstanceOf(Accepted.class);
    }

    @Test
    void validate_noTraceId_missingField() {
        assertThat(verdict(CLOSED.replace("trace_id", "traceId")))
                .isEqualTo(new Rejected(RejectionReason.MISSING_FIELD, "", "trace_id is missing"));
    }

    @Test
    void validate_emptyArray_notAnObject() {
        assertThat(reason("[]")).isEqualTo(RejectionReason.NOT_AN_OBJECT);
    }

    @Test
    void validate_truncatedAtEveryByte_rejected() {
        for (int end = 0; end < CLOSED.length(); end++) {
            assertThat(reason(CLOSED.substring(0, end))).isEqualTo(RejectionReason.NOT_JSON);
        }
    }

    @Test
    void validate_secondDocument_notJson() {
        assertThat(reason(CLOSED + CLOSED)).isEqualTo(RejectionReason.NOT_JSON);
    }

    private static RejectionReason reason(String document) {
        return ((Rejected) verdict(document)).reason();
    }

    private static Verdict verdict(String document) {
        byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
        return SegmentValidator.of(ValidationMode.REPAIR).validate(bytes, 0, bytes.length);
    }
}
