// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.observe;

import io.raygate.gateway.decode.TenantId;
import io.raygate.gateway.observe.SelfTrace.TraceHeader;
import io.raygate.schema.SegmentValidator;
import io.raygate.schema.ValidationMode;
import io.raygate.schema.Verdict;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class SelfTraceTest {

    private static final String TRACE = "1-5759e988-bd862e3fe1be46a994272793";

    @Test
    void parse_sampled_givesTraceAndParent() {
        assertThat(TraceHeader.parse("Root=" + TRACE + ";Parent=53995c3f42cd8ad8;Sampled=1;Lineage=1:a:0"))
                .contains(new TraceHeader(TRACE, "53995c3f42cd8ad8"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Root=" + TRACE + ";Parent=53995c3f42cd8ad8;Sampled=0",
                "Root=" + TRACE + ";Sampled=1",
                "Root=x;Parent=53995c3f42cd8ad8;Sampled=1",
                "Sampled=1"
            })
    void parse_notSampledOrNoHeader_isEmpty(String header) {
        assertThat(TraceHeader.parse(header)).isEmpty();
    }

    @Test
    void subsegment_ofAnInvocation_isValidAsItIs() {
        InvocationBooks books = new InvocationBooks(new TenantId("shop")).set(Metric.DELIVERED, 7);

        byte[] body = SelfTrace.subsegment(
                new TraceHeader(TRACE, "53995c3f42cd8ad8"),
                books,
                1_700_000_000_000L,
                1_700_000_000_120L,
                new Random(1));

        assertThat(SegmentValidator.of(ValidationMode.STRICT).validate(body, 0, body.length))
                .isInstanceOf(Verdict.Accepted.class);
    }
}
