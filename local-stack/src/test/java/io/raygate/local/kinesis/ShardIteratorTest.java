// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.kinesis;

import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class ShardIteratorTest {

    private static final Instant ISSUED = Instant.parse("2026-11-22T10:00:00.123Z");

    @Test
    void token_longestName_readsBackWithin512Characters() {
        ShardIterator iterator = new ShardIterator("n".repeat(128), 1_795_318_890_597L, 255, 123_456_789, ISSUED);

        assertThat(iterator.token()).hasSizeLessThan(512);
        assertThat(ShardIterator.parse(iterator.token())).contains(iterator);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "v1:a:1:2:3", "v2:a:1:2:3:4", "v1:a:1:2:x:4", "v1:a:1:2:99999999999999999999:4"})
    void parse_foreignText_isEmpty(String text) {
        assertThat(ShardIterator.parse(Base64.getUrlEncoder().encodeToString(text.getBytes(UTF_8))))
                .isEmpty();
        assertThat(ShardIterator.parse(text)).isEmpty();
    }

    @Test
    void isExpired_fiveMinutes_isTheLastMomentOfUse() {
        ShardIterator iterator = new ShardIterator("a", 1, 0, 1, ISSUED);

        assertThat(iterator.isExpired(ISSUED.plusSeconds(300))).isFalse();
        assertThat(iterator.isExpired(ISSUED.plusSeconds(300).plusMillis(1))).isTrue();
    }
}
