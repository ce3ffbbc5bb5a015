// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.limit;

import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class TraceHashTest {

    private static final String ID = "1-5759e988-bd862e3fe1be46a994272793";

    @Test
    void of_sameTraceInOtherDocumentsAndSpellings_isTheSame() {
        long hash = hash("{\"trace_id\":\"" + ID + "\"}");

        assertThat(hash).isNotEqualTo(TraceHash.NONE);
        assertThat(hash("{\"id\":\"1\",\"metadata\":{\"trace_id\":\"1-0-0\"},\"a\":[{\"trace_id\":\"1-0-0\"}],"
                        + "\"trace_id\" :\n\"" + ID.toUpperCase(Locale.ROOT) + "\"}"))
                .isEqualTo(hash);
        assertThat(hash("{\"a\":\"\\\"trace_id\\\":\\\\\",\"trace_id\":\"5759e988bd862e3fe1be46a994272793\"}"))
                .isEqualTo(hash);
        assertThat(hash("{\"trace_id\":\"1-5759e988-bd862e3fe1be46a994272794\"}"))
                .isNotEqualTo(hash);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{}",
                "[]",
                "trace_id",
                "{\"trace_id\"",
                "{\"trace_id\":",
                "{\"trace_id\":\"",
                "{\"trace_id\":\"12",
                "{\"trace_id\":\"\"}",
                "{\"trace_id\":7}",
                "{\"trace_id\":null}",
                "{\"trace_id\":\"not hex\"}",
                "{\"a\":\"trace_id\",\"b\":\"" + ID + "\"}",
                "{\"a\":{\"trace_id\":\"" + ID + "\"}}",
                "[{\"trace_id\":\"" + ID + "\"}]",
                "{\"trace\\u005fid\":\"" + ID + "\"}",
                "{\"x\":\"\\",
                "}}}}\"trace_id\":\"1\""
            })
    void of_nothingToBeFound_isNone(String document) {
        assertThat(hash(document)).isEqualTo(TraceHash.NONE);
    }

    @Test
    void of_partOfALargerBuffer_looksNoFurtherAndLeavesItAlone() {
        ByteBuffer buffer = ByteBuffer.allocateDirect(200);
        buffer.put("header\n{\"id\":1}{\"trace_id\":\"1-2-3\"}".getBytes(UTF_8))
                .flip()
                .position(7)
                .limit(15);

        assertThat(TraceHash.of(buffer)).isEqualTo(TraceHash.NONE);
        assertThat(buffer.position()).isEqualTo(7);
        assertThat(buffer.limit()).isEqualTo(15);
    }

    @Test
    void of_randomBytes_neverThrows() {
        SplittableRandom random = new SplittableRandom(42);
        byte[] alphabet = "{}[]\",:\\ trace_id0".getBytes(UTF_8);
        for (int i = 0; i < 50_000; i++) {
            byte[] bytes = new byte[random.nextInt(60)];
            for (int j = 0; j < bytes.length; j++) {
                bytes[j] = alphabet[random.nextInt(alphabet.length)];
            }
            TraceHash.of(ByteBuffer.wrap(bytes));
        }
    }

    @Test
    void share_consecutiveTraces_areSpreadEvenly() {
        int[] buckets = new int[10];
        for (int i = 0; i < 100_000; i++) {
            long hash = hash("{\"trace_id\":\"1-5759e988-%024x\"}".formatted(i));
            buckets[(int) (TraceHash.share(hash) * 10)]++;
        }

        assertThat(buckets).satisfies(all -> {
            for (int count : all) {
                assertThat(count).isCloseTo(10_000, within(400));
            }
        });
    }

    private static long hash(String document) {
        return TraceHash.of(ByteBuffer.wrap(document.getBytes(UTF_8)));
    }
}
