// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.schema;

import io.raygate.testing.RunLength;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares the verdicts of the byte validator and of the schema library. {@code -Draygate.long} or
 * {@code -Draygate.mutations=…} tries more mutations, {@code -Draygate.seed=…} others.
 */
class OracleAgreementTest {

    private static final int MUTATIONS = RunLength.of("raygate.mutations", 25_000, 1_000_000);
    private static final long SEED = Long.getLong("raygate.seed", 20_261_122L);
    /** Larger documents take part in one mutation of this many: their strings hide the structure. */
    private static final int LARGE_EVERY = 200;

    private static final int LARGE_BYTES = 6_000;
    private static final String ENTITY = "{\"name\":\"a\",\"id\":\"70de5b6f19ff9a0a\",\"start_time\":1,\"end_time\":2";
    private static final int MAX_SHOWN = 20;

    private final Agreement agreement = new Agreement(DocumentLimits.DEFAULT);

    @ParameterizedTest
    @MethodSource("io.raygate.schema.Corpus#rows")
    void violations_corpus_agreesWithStrict(Corpus.Row row) {
        assertThat(agreement.disagreements(row.document())).isEmpty();
    }

    @Test
    void violations_mutationsOfTheCorpus_agreesWithStrict() {
        List<Corpus.Row> rows = Corpus.rows().toList();
        List<Corpus.Row> small =
                rows.stream().filter(row -> row.document().length < LARGE_BYTES).toList();
        SplittableRandom random = new SplittableRandom(SEED);
        Mutator mutator = new Mutator(SEED);
        List<String> disagreements = new ArrayList<>();
        for (int i = 0; i < MUTATIONS && disagreements.size() < MAX_SHOWN; i++) {
            List<Corpus.Row> from = i % LARGE_EVERY == 0 ? rows : small;
            byte[] seed = from.get(random.nextInt(from.size())).document();
            disagreements.addAll(agreement.disagreements(mutator.mutate(seed)));
        }
        assertThat(disagreements).isEmpty();
    }

    @Test
    void violations_atTheLimits_agreesWithStrict() {
        for (int depth = 120; depth < 130; depth++) {
            String open = ",\"subsegments\":[" + ENTITY;
            assertThat(agreement.disagreements(document(open.repeat(depth) + "}]".repeat(depth))))
                    .isEmpty();
        }
        for (int depth = 250; depth < 260; depth++) {
            assertThat(agreement.disagreements(
                            document(",\"metadata\":{\"a\":" + "[".repeat(depth) + "]".repeat(depth) + "}")))
                    .isEmpty();
        }
        for (int more = DocumentLimits.XRAY_DOCUMENT_BYTES - 200;
                more < DocumentLimits.XRAY_DOCUMENT_BYTES;
                more += 7) {
            assertThat(agreement.disagreements(document(",\"origin\":\"" + "x".repeat(more) + "\"")))
                    .isEmpty();
        }
        String many = (",\"subsegments\":[" + ("," + ENTITY + "}").repeat(650) + "]").replace("[,", "[");
        assertThat(agreement.disagreements(document(many))).isEmpty();
    }

    private static byte[] document(String more) {
        String document = ENTITY + ",\"trace_id\":\"1-581cf771-a006649127e371903a2de979\"" + more + "}";
        return document.getBytes(StandardCharsets.UTF_8);
    }
}
