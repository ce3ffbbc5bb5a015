// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.json;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class UntrustedJsonTest {

    private static final int NAME_CHARS = 45_000;
    private static final int NAMES = 4_000;

    static Stream<ObjectMapper> mappers() {
        return Stream.of(UntrustedJson.json().build(), UntrustedJson.cbor().build());
    }

    /** With Jackson's defaults more than 150 MB stay. */
    @ParameterizedTest
    @MethodSource("mappers")
    void read_longNames_keepsNone(ObjectMapper mapper) throws IOException {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        String stem = "n".repeat(NAME_CHARS);
        memory.gc();
        long before = memory.getHeapMemoryUsage().getUsed();
        for (int i = 0; i < NAMES; i++) {
            ObjectNode document = mapper.createObjectNode().put(stem + i, 1);
            assertThat(mapper.readTree(mapper.writeValueAsBytes(document)).size())
                    .isEqualTo(1);
        }
        memory.gc();

        assertThat(memory.getHeapMemoryUsage().getUsed() - before).isLessThan(50L << 20);
    }
}
