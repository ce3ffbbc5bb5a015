// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.schema;

import io.raygate.schema.Verdict.Accepted;
import io.raygate.schema.Verdict.AppliedRepair;
import io.raygate.schema.Verdict.Rejected;
import io.raygate.schema.Verdict.Repaired;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class OversizeTest {

    private static final DocumentLimits LIMITS = new DocumentLimits(2_000, 100_000, 64);

    private final SegmentValidator validator = new SegmentValidator(ValidationMode.REPAIR, LIMITS);
    private final SegmentValidator strict = new SegmentValidator(ValidationMode.STRICT, LIMITS);

    @Test
    void validate_whiteSpaceOnly_compacted() {
        Repaired repaired = repaired(segment("") + " ".repeat(3_000));

        assertThat(repaired.repairs()).containsExactly(new AppliedRepair(Repair.REMOVED_WHITE_SPACE, "", "", ""));
        assertThat(texts(repaired)).containsExactly(segment(""));
    }

    @Test
    void validate_manySubsegments_largestBecomeIndependent() {
        String small = subsegment(1, "");
        String large = subsegment(2, ",\"metadata\":{\"a\":\"" + "x".repeat(1_750) + "\"}");
        Repaired repaired = repaired(segment(",\"subsegments\":[" + small + "," + large + "]"));

        assertThat(repaired.repairs()).containsExactly(new AppliedRepair(Repair.SPLIT_OVERSIZE, "", "", ""));
        assertThat(texts(repaired)).hasSize(2);
        assertThat(texts(repaired).getFirst())
                .contains("\"trace_id\":\"1-581cf771-a006649127e371903a2de979\"")
                .contains("\"parent_id\":\"70de5b6f19ff9a0a\"")
                .contains("\"type\":\"subsegment\"");
        assertThat(texts(repaired).getLast()).contains(small);
    }

    @Test
    void validate_nestedOversize_splitAtEachLevel() {
        String leaves = IntStream.range(0, 30)
                .mapToObj(i -> subsegment(100 + i, ",\"metadata\":{\"a\":\"" + "x".repeat(300) + "\"}"))
                .collect(Collectors.joining(","));
        Repaired repaired =
                repaired(segment(",\"subsegments\":[" + subsegment(1, ",\"subsegments\":[" + leaves + "]") + "]"));

        assertThat(texts(repaired)).hasSizeGreaterThan(3);
        assertThat(String.join("", texts(repaired))).contains(ids(100, 130));
    }

    @Test
    void validate_deepStack_framesTrimmedWithMark() {
        String frames = IntStream.range(0, 200)
                .mapToObj(i -> "{\"path\":\"A.java\",\"line\":" + i + "}")
                .collect(Collectors.joining(","));
        String cause = ",\"cause\":{\"exceptions\":[{\"id\":\"00000000000000aa\",\"truncated\":7,\"stack\":[" + frames
                + "]}]}";
        Repaired repaired = repaired(segment(cause));

        assertThat(repaired.repairs()).containsExactly(new AppliedRepair(Repair.TRIMMED_OVERSIZE, "", "", ""));
        assertThat(texts(repaired))
                .singleElement()
                .asString()
                .contains("\"truncated\":197", "\"raygate\":{\"trimmed\":[\"stack\"],\"original_bytes\":");
    }

    @Test
    void validate_muchMetadata_largestValuesGoFirst() {
        String metadata = ",\"metadata\":{\"default\":{\"order\":\"17\",\"body\":\"" + "x".repeat(1_500)
                + "\",\"cart\":[" + "1,".repeat(700) + "1]},\"shop\":{\"dump\":\"" + "y".repeat(2_500)
                + "\"},\"flag\":true}";

        assertThat(texts(repaired(segment(metadata))))
                .singleElement()
                .asString()
                .contains("\"order\":\"17\"", "\"cart\":[1,", "\"flag\":true", "\"trimmed\":[\"metadata\"]")
                .doesNotContain("\"body\"", "\"dump\"");
    }

    @Test
    void validate_manySmallValues_asManyStayAsFit() {
        String values =
                IntStream.range(0, 2_000).mapToObj("\"k%d\":1"::formatted).collect(Collectors.joining(","));

        assertThat(texts(repaired(segment(",\"metadata\":{\"default\":{" + values + "}}"))))
                .singleElement()
                .asString()
                .satisfies(text -> assertThat(text.length()).isBetween(1_700, 2_000));
    }

    /** The cut would fall between the two halves of the last face. */
    @Test
    void validate_longQueryOfSurrogatePairs_keepsThemWhole() {
        String sql = ",\"sql\":{\"sanitized_query\":\"" + "x".repeat(799) + "😀".repeat(300) + "\"}";

        assertThat(texts(repaired(segment(sql)))).singleElement().asString().contains("x" + "😀".repeat(100) + "…\"");
    }

    /** However the writer buffers: whole pairs in four bytes each, and a surrogate without its partner as it came. */
    @Test
    void validate_longTextOfSurrogates_staysTheSameText() {
        SegmentValidator wide = new SegmentValidator(ValidationMode.REPAIR, new DocumentLimits(70_000, 500_000, 64));
        for (int shift = 0; shift < 9; shift++) {
            String text = "x".repeat(shift) + "😀".repeat(16_000) + "\\ud83d" + "é€".repeat(10);
            String sub = ",\"metadata\":{\"k\":\"" + text + "\"}";
            byte[] bytes = segment(",\"subsegments\":[" + subsegment(1, sub) + "," + subsegment(2, sub) + "]")
                    .getBytes(StandardCharsets.UTF_8);

            assertThat(texts((Repaired) wide.validate(bytes, 0, bytes.length)))
                    .hasSize(2)
                    .allSatisfy(part ->
                            assertThat(part.replace("\\uD83D\\uDE00", "😀")).containsIgnoringCase(text));
        }
    }

    @Test
    void validate_nothingToTrim_tooLarge() {
        assertThat(verdict(segment(",\"resource_arn\":\"" + "x".repeat(3_000) + "\"")))
                .isEqualTo(new Rejected(RejectionReason.TOO_LARGE, "", "the document is larger than X-Ray takes"));
    }

    private static CharSequence[] ids(int from, int to) {
        return IntStream.range(from, to).mapToObj("\"%016x\""::formatted).toArray(CharSequence[]::new);
    }

    private Repaired repaired(String document) {
        Repaired repaired = (Repaired) verdict(document);
        assertThat(repaired.documents())
                .allSatisfy(part ->
                        assertThat(strict.validate(part, 0, part.length)).isInstanceOf(Accepted.class));
        return repaired;
    }

    private Verdict verdict(String document) {
        byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
        return validator.validate(bytes, 0, bytes.length);
    }

    private static List<String> texts(Repaired repaired) {
        return repaired.documents().stream()
                .map(part -> new String(part, StandardCharsets.UTF_8))
                .toList();
    }

    private static String segment(String more) {
        return "{\"name\":\"shop\",\"id\":\"70de5b6f19ff9a0a\",\"trace_id\":\"1-581cf771-a006649127e371903a2de979\","
                + "\"start_time\":1.5,\"end_time\":2.5" + more + "}";
    }

    private static String subsegment(int id, String more) {
        return "{\"name\":\"call\",\"id\":\"%016x\",\"start_time\":1.5,\"end_time\":2.5".formatted(id) + more + "}";
    }
}
