// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.junit;

import io.raygate.trace.TraceId;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TraceContextTest {

    @Test
    void headers_ofBothKinds_nameTheSameTrace() {
        TraceContext context = TraceContext.sampled();

        assertThat(context.headers()).containsOnlyKeys("X-Amzn-Trace-Id", "traceparent");
        assertThat(context.headers().values())
                .allSatisfy(header -> assertThat(TraceId.in(header)).contains(new TraceId(context.traceId())));
        assertThat(context.xrayHeader()).endsWith(";Parent=" + context.parentId() + ";Sampled=1");
        assertThat(context.traceparent()).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01");
        assertThat(TraceContext.sampled()).isNotEqualTo(context);
    }
}
