// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class JsonFactoriesTest {

    private static final int NAME_CHARS = 45_000;
    private static final int NAMES = 4_000;

    /** With Jackson's defaults more than 150 MB stay. */
    @Test
    void forDocuments_longNames_keepsNone() throws IOException {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        JsonFactory json = JsonFactories.forDocuments().build();
        memory.gc();
        long before = memory.getHeapMemoryUsage().getUsed();
        for (int i = 0; i < NAMES; i++) {
            String document = "{\"" + "n".repeat(NAME_CHARS) + i + "\":1}";
            read(json.createParser(document));
            read(json.createParser(document.getBytes(StandardCharsets.US_ASCII)));
        }
        memory.gc();
        assertThat(memory.getHeapMemoryUsage().getUsed() - before).isLessThan(50L << 20);
        assertThat(json.isEnabled(JsonFactory.Feature.INTERN_FIELD_NAMES)).isFalse();
    }

    @Test
    void forEvents_longName_refused() {
        JsonFactory json = JsonFactories.forEvents(1_000);
        byte[] event = ("{\"" + "n".repeat(300) + "\":1}").getBytes(StandardCharsets.US_ASCII);
        assertThatThrownBy(() -> read(json.createParser(event))).isInstanceOf(StreamConstraintsException.class);
    }

    private static void read(JsonParser parser) throws IOException {
        try (parser) {
            while (parser.nextToken() != null) {
                parser.currentName();
            }
        }
    }
}
