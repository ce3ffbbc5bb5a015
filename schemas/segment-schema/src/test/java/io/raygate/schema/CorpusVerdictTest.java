// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.schema;

import io.raygate.schema.Verdict.Accepted;
import io.raygate.schema.Verdict.Rejected;
import io.raygate.schema.Verdict.Repaired;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class CorpusVerdictTest {

    /** Clear violations of the format that do not hide what was meant. */
    private static final Set<String> REPAIRABLE = Set.of(
            "java__bad_name.bin",
            "java__bad_traceid.bin",
            "node__bad_name.bin",
            "open-telemetry+opentelemetry-collector-contrib__minCauseIsInvalid.json");

    private final SegmentValidator strict = SegmentValidator.of(ValidationMode.STRICT);
    private final SegmentValidator repairing = SegmentValidator.of(ValidationMode.REPAIR);

    @ParameterizedTest
    @MethodSource("io.raygate.schema.Corpus#rows")
    void validate_clearRow_strictGivesTheVerdictOfTheIndex(Corpus.Row row) {
        if (row.clear()) {
            assertThat(validate(strict, row.document())).isInstanceOf(row.valid() ? Accepted.class : Rejected.class);
        }
    }

    @ParameterizedTest
    @MethodSource("io.raygate.schema.Corpus#rows")
    void validate_clearRow_repairLeavesValidOnesAndRejectsWhatCannotBeGuessed(Corpus.Row row) {
        if (row.clear()) {
            Class<? extends Verdict> invalid = REPAIRABLE.contains(row.file()) ? Repaired.class : Rejected.class;
            assertThat(validate(repairing, row.document())).isInstanceOf(row.valid() ? Accepted.class : invalid);
        }
    }

    @ParameterizedTest
    @MethodSource("io.raygate.schema.Corpus#rows")
    void validate_contestedRow_acceptedOrRepairedOnce(Corpus.Row row) {
        if (row.clear()) {
            return;
        }
        switch (validate(repairing, row.document())) {
            case Accepted _ -> {}
            case Repaired(var documents, var repairs) ->
                assertThat(documents)
                        .allSatisfy(document -> assertThat(validate(repairing, document))
                                .describedAs("%s", repairs)
                                .isInstanceOf(Accepted.class));
            case Rejected rejected ->
                assertThat(rejected).describedAs("a contested row").isNull();
        }
    }

    private static Verdict validate(SegmentValidator validator, byte[] document) {
        return validator.validate(document, 0, document.length);
    }
}
