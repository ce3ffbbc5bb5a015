// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.schema;

import io.raygate.testing.RunLength;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** A validator that goes on behind the first refusal comes to the same verdict as one that does not. */
class ManyRefusalsTest {

    private static final int MUTATIONS = RunLength.of("raygate.mutations", 25_000, 1_000_000) / 5;
    private static final long SEED = Long.getLong("raygate.seed", 20_261_127L);
    private static final int MANY = 100;
    private static final int LARGE_BYTES = 6_000;

    @Test
    void validate_nameThatIsNoTextBehindAnother_listsItOnce() {
        SegmentValidator many = validator(ValidationMode.REPAIR, MANY);

        validate(many, bytes("{\"id\":\"q\",\"name\":\"a name that is longer than all that comes next\"}"));
        Verdict verdict = validate(many, bytes("[{\"id\":\"q\"},{\"name\":5}]"));

        assertThat(verdict).isInstanceOf(Verdict.Rejected.class);
        assertThat(many.refusals())
                .extracting(Refusal::pointer)
                .filteredOn(pointer -> pointer.startsWith("/1/"))
                .containsExactly("/1/name");
    }

    @ParameterizedTest
    @EnumSource
    void validate_mutationsOfTheCorpus_sameVerdictAndFirstRefusal(ValidationMode mode) {
        List<byte[]> seeds = Corpus.rows()
                .map(Corpus.Row::document)
                .filter(document -> document.length < LARGE_BYTES)
                .toList();
        SplittableRandom random = new SplittableRandom(SEED);
        Mutator mutator = new Mutator(SEED);
        SegmentValidator one = validator(mode, 1);
        SegmentValidator many = validator(mode, MANY);
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] document = mutator.mutate(seeds.get(random.nextInt(seeds.size())));
            assertSame(one, many, random.nextInt(4) == 0 ? array(document, document) : document);
        }
    }

    private static void assertSame(SegmentValidator one, SegmentValidator many, byte[] document) {
        Verdict first = validate(one, document);
        Verdict all = validate(many, document);
        String text = new String(document, StandardCharsets.UTF_8);
        assertThat(all).as(text).hasSameClassAs(first);
        if (all instanceof Verdict.Repaired repaired && first instanceof Verdict.Repaired alike) {
            assertThat(repaired.documents()).as(text).containsExactlyElementsOf(alike.documents());
        }
        if (first instanceof Verdict.Rejected) {
            assertThat(many.refusals().getFirst())
                    .as(text)
                    .isEqualTo(one.refusals().getFirst());
        }
    }

    private static byte[] array(byte[] first, byte[] second) {
        return bytes("[" + new String(first, StandardCharsets.ISO_8859_1) + ","
                + new String(second, StandardCharsets.ISO_8859_1) + "]");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static Verdict validate(SegmentValidator validator, byte[] document) {
        return validator.validate(document, 0, document.length);
    }

    private static SegmentValidator validator(ValidationMode mode, int maxRefusals) {
        return new SegmentValidator(mode, DocumentLimits.DEFAULT, TimeLimits.DEFAULT, maxRefusals);
    }
}
