// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.schema;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class EditsTest {

    private final Edits edits = new Edits();

    private record Change(int start, int end, String piece) {}

    @Test
    void apply_changesInAnyOrder_makesThemAll() {
        edits.replace(6, 9, "X");
        edits.remove(0, 1);
        edits.insert(3, "a");
        edits.insert(3, "b");
        edits.replace(3, 4, "c");

        assertThat(applied("0123456789")).isEqualTo("12abc45X9");
        assertThat(edits.growth()).isEqualTo(-1);
    }

    @Test
    void apply_changeInsideAnother_makesTheOuterOne() {
        edits.replace(3, 4, "inner");
        edits.insert(5, "inner");
        edits.remove(2, 6);
        edits.replace(2, 3, "inner");

        assertThat(applied("0123456789")).isEqualTo("016789");
        assertThat(edits.growth()).isEqualTo(-4);
    }

    @Test
    void apply_afterClear_makesNone() {
        edits.remove(0, 3);
        edits.clear();

        assertThat(edits.isEmpty()).isTrue();
        assertThat(applied("0123")).isEqualTo("0123");
    }

    /** Against a plain model, for changes that do not overlap, in any order and more than the first arrays hold. */
    @Test
    void apply_manyChanges_makesWhatAModelMakes() {
        Random random = new Random(20_261_127L);
        for (int round = 0; round < 500; round++) {
            StringBuilder text = new StringBuilder();
            StringBuilder expected = new StringBuilder();
            List<Change> changes = new ArrayList<>();
            for (int i = random.nextInt(200); i > 0; i--) {
                int start = text.length() + 2;
                text.append("ab").append("c".repeat(random.nextInt(3)));
                String piece = "X".repeat(random.nextInt(3));
                expected.append("ab").append(piece);
                changes.add(new Change(start, text.length(), piece));
            }
            Collections.shuffle(changes, random);
            edits.clear();
            changes.forEach(change -> edits.replace(change.start, change.end, change.piece));

            assertThat(applied(text.toString())).isEqualTo(expected.toString());
            assertThat(edits.growth()).isEqualTo(expected.length() - text.length());
        }
    }

    private String applied(String text) {
        byte[] in = text.getBytes(StandardCharsets.UTF_8);
        return new String(edits.apply(in, 0, in.length), StandardCharsets.UTF_8);
    }
}
