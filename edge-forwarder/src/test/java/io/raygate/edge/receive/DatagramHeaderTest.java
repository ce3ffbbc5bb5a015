// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.receive;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DatagramHeaderTest {

    private static final int MEBIBYTE = 1 << 20;

    @Test
    void isValid_longNameBeside_isRead() {
        assertThat(DatagramHeader.isValid(header("n".repeat(40_000)))).isTrue();
    }

    @Test
    void isValid_manyLongNames_keepsNoneOfThem() {
        String rest = "n".repeat(40_000);
        long before = usedAfterCollection();

        for (int i = 0; i < 5_000; i++) {
            DatagramHeader.isValid(header(i + rest));
        }

        // Kept, they would be 200 MB.
        assertThat(usedAfterCollection() - before).isLessThan(50L * MEBIBYTE);
    }

    private static byte[] header(String name) {
        return ("{\"" + name + "\":0,\"format\":\"json\",\"version\":1}").getBytes(StandardCharsets.UTF_8);
    }

    private static long usedAfterCollection() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
