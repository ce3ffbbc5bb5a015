// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.schema;

import io.raygate.schema.FormatPage.Example;
import io.raygate.schema.FormatPage.Expected;
import io.raygate.schema.Verdict.Accepted;
import io.raygate.schema.Verdict.AppliedRepair;
import io.raygate.schema.Verdict.Rejected;
import io.raygate.schema.Verdict.Repaired;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** Holds {@code docs/segment-format.md} and the validator together. */
class FormatPageTest {

    private static final String ACCEPTED = "accepted";
    private static final JsonMapper JSON = new JsonMapper();

    private final SegmentValidator repairing = SegmentValidator.of(ValidationMode.REPAIR);
    private final SegmentValidator strict = SegmentValidator.of(ValidationMode.STRICT);

    @Test
    void headings_everyReasonAndRepair_hasAnExample() {
        List<String> examples =
                FormatPage.examples().stream().map(Example::heading).toList();

        assertThat(examples).isEqualTo(FormatPage.headings());
        assertThat(examples).doesNotHaveDuplicates().containsAll(names(RejectionReason.values()));
        assertThat(examples).containsAll(names(Repair.values()));
    }

    @Test
    void headings_constants_standForTheirExample() {
        List<String> constants = Stream.concat(
                        names(RejectionReason.values()).stream(), names(Repair.values()).stream())
                .toList();

        assertThat(FormatPage.examples()).allSatisfy(example -> {
            if (constants.contains(example.heading())) {
                assertThat(example.heading())
                        .isIn(example.repair().code(), example.strict().code());
            }
        });
    }

    @ParameterizedTest
    @MethodSource("io.raygate.schema.FormatPage#examples")
    void validate_example_verdictOfThePage(Example example) {
        assertThat(told(repairing, example.document())).containsExactly(example.repair());
        assertThat(told(strict, example.document())).containsExactly(example.strict());
    }

    @ParameterizedTest
    @MethodSource("io.raygate.schema.FormatPage#examples")
    void validate_repairedExample_becomesWhatThePageShows(Example example) {
        if (example.results().isEmpty()) {
            return;
        }
        Repaired repaired = (Repaired) validate(repairing, example.document());

        assertThat(trees(repaired.documents())).isEqualTo(trees(example.results()));
        assertThat(repaired.documents())
                .allSatisfy(document -> assertThat(validate(strict, document)).isInstanceOf(Accepted.class));
    }

    private static List<Expected> told(SegmentValidator validator, byte[] document) {
        return switch (validate(validator, document)) {
            case Accepted() -> List.of(new Expected(ACCEPTED, ""));
            case Repaired(var documents, var repairs) ->
                repairs.stream().map(FormatPageTest::expected).toList();
            case Rejected(var reason, var pointer, var message) -> List.of(new Expected(reason.name(), pointer));
        };
    }

    private static Expected expected(AppliedRepair repair) {
        return new Expected(repair.repair().name(), repair.pointer());
    }

    private static Verdict validate(SegmentValidator validator, byte[] document) {
        return validator.validate(document, 0, document.length);
    }

    private static List<JsonNode> trees(List<byte[]> documents) {
        return documents.stream().map(JSON::readTree).toList();
    }

    private static List<String> names(Enum<?>[] constants) {
        return Arrays.stream(constants).map(Enum::name).toList();
    }
}
