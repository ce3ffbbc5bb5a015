// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.schema;

import io.raygate.schema.Verdict.Accepted;
import io.raygate.testing.RunLength;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What is found by stepping over a valid document is what the validator found. */
class DocumentOffsetsTest {

    private static final int MUTATIONS = RunLength.of("raygate.mutations", 20_000, 1_000_000);
    private static final long SEED = Long.getLong("raygate.seed", 20_261_127L);
    private static final int BEFORE = 3;
    private static final String ENTITY = "\"name\":\"a\",\"id\":\"70de5b6f19ff9a0a\",\"start_time\":1.5,\"end_time\":2";

    private final SegmentValidator validator = SegmentValidator.of(ValidationMode.REPAIR);

    @Test
    void of_mutationsOfTheCorpus_areThoseOfTheValidator() {
        List<byte[]> corpus = Corpus.rows().map(Corpus.Row::document).toList();
        SplittableRandom random = new SplittableRandom(SEED);
        Mutator mutator = new Mutator(SEED);
        int accepted = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] seed = corpus.get(random.nextInt(corpus.size()));
            accepted += isSame(i < corpus.size() ? corpus.get(i) : mutator.mutate(seed)) ? 1 : 0;
        }
        assertThat(accepted).isGreaterThan(MUTATIONS / 20);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",\"aws\":{ },\"annotations\":{\n},\"metadata\" : {}",
                ",\"aws\":{\"eks\":{\"pod\":\"eks\"},\"x\":{\"eks\":{}}},\"origin\":\"}\\\"{\"",
                ",\"\\u0061ws\":{\"ek\\u0073\":{}},\"type\":\"subsegment\",\"parent_id\":\"70de5b6f19ff9a0b\"",
                ",\"fault\":true,\"error\":false,\"throttle\":true,\"x\":[{\"annotations\":{\"a\":1}}]",
                ",\"annotations\":{\"a\":1,\"b\":\"}\"},\"subsegments\":[{" + ENTITY
                        + ",\"annotations\":{\"c\":true},\"aws\":{\"eks\":{}},\"fault\":true,\"subsegments\":[{"
                        + ENTITY
                        + ",\"annotations\":{\"d\":1}}]},{" + ENTITY + "}]"
            })
    void of_eachPlace_isThatOfTheValidator(String members) {
        String document = "{" + ENTITY + ",\"trace_id\":\"1-581cf771-a006649127e371903a2de979\"" + members + "}";

        assertThat(isSame(document.getBytes(StandardCharsets.UTF_8))).isTrue();
    }

    /** False where the document is not accepted as it is. */
    private boolean isSame(byte[] document) {
        byte[] block = new byte[document.length + 2 * BEFORE];
        Arrays.fill(block, (byte) '"');
        System.arraycopy(document, 0, block, BEFORE, document.length);
        if (!(validator.validate(block, BEFORE, document.length) instanceof Accepted)) {
            return false;
        }
        assertThat(DocumentOffsets.of(block, BEFORE, document.length))
                .as("%s", new String(document, StandardCharsets.UTF_8))
                .usingRecursiveComparison()
                .isEqualTo(validator.offsets());
        return true;
    }
}
