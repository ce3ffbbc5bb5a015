// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.schema;

import com.sun.management.ThreadMXBean;
import io.raygate.schema.Verdict.Accepted;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AllocationTest {

    private static final int CALLS = 1_000;
    private static final long RECEIVED_NANOS = 1_795_310_446_000_000_000L;

    private final ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final SegmentValidator validator = SegmentValidator.of(ValidationMode.REPAIR);

    @Test
    void validate_validInput_allocatesNothing() {
        byte[] document = """
                {"name":"shop \u4e2d","id":"70de5b6f19ff9a0a","trace_id":"1-6b02446d-a006649127e371903a2de979",
                 "start_time":1.7953104450E9,"end_time":1795310445.138,"annotations":{"a.b":"\\u00e4","c":-1.5e-3,"d":true},
                 "metadata":{"k\\u0065y":{"n":[null,[],{}]}},"n\\u0061mespace":"aws",
                 "subsegments":[{"name":"a","id":"70de5b6f19ff9a0b","start_time":1795310445.1,"in_progress":true,
                  "cause":{"exceptions":[{"id":"70de5b6f19ff9a0c","stack":[{"path":"A","line":1}]}]}}]}
                """.getBytes(StandardCharsets.UTF_8);
        assertThat(validator.validate(document, 0, document.length)).isInstanceOf(Accepted.class);
        allocated(document);

        assertThat(allocated(document)).isLessThan(CALLS); // less than a byte a call: what the measurement itself costs
    }

    private long allocated(byte[] document) {
        long before = thread.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < CALLS; i++) {
            validator.validate(document, 0, document.length, RECEIVED_NANOS);
        }
        return thread.getCurrentThreadAllocatedBytes() - before;
    }
}
