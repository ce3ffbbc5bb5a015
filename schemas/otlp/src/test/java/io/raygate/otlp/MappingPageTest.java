// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.otlp;

import io.raygate.schema.SegmentValidator;
import io.raygate.schema.ValidationMode;
import io.raygate.schema.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Every example on the page is what the translator does, and X-Ray takes it. */
class MappingPageTest {

    /** Members that an example may leave out; what else it leaves out must not be there. */
    private static final Set<String> OPTIONAL =
            Set.of("id", "trace_id", "start_time", "end_time", "type", "parent_id", "metadata");

    private static final Set<String> OPTIONAL_IN_EXCEPTIONS = Set.of("id", "cause");

    private final SpanTranslator translator = new SpanTranslator(TranslationRules.DEFAULT);

    @TestFactory
    List<DynamicTest> examples() {
        List<List<String>> rows = MappingPage.rows("| span | becomes |");
        assertThat(rows).hasSizeGreaterThan(40);
        return rows.stream()
                .map(row -> DynamicTest.dynamicTest(row.get(0), () -> check(row)))
                .toList();
    }

    private void check(List<String> row) {
        byte[] request = SpanText.request(MappingPage.code(row.get(0)).toArray(String[]::new));
        Translation.Translated translated =
                (Translation.Translated) translator.translate(request, 0, request.length, "");
        List<String> documents = translated.documents().stream()
                .map(document -> new String(document, UTF_8))
                .toList();
        List<String> expected = MappingPage.code(row.get(1));

        assertThat(documents).as("documents").hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            Map<String, @Nullable Object> example = Json.object(expected.get(i));
            Map<String, @Nullable Object> made = Json.object(documents.get(i));
            made.keySet().removeIf(key -> OPTIONAL.contains(key) && !example.containsKey(key));
            exceptions(made)
                    .forEach(exception -> exception
                            .keySet()
                            .removeIf(key -> OPTIONAL_IN_EXCEPTIONS.contains(key)
                                    && exceptions(example).stream().noneMatch(shown -> shown.containsKey(key))));
            assertThat(made).as(documents.get(i)).isEqualTo(example);
            byte[] bytes = translated.documents().get(i);
            assertThat(SegmentValidator.of(ValidationMode.STRICT).validate(bytes, 0, bytes.length, 0))
                    .isInstanceOf(Verdict.Accepted.class);
        }
    }

    private static List<Map<String, @Nullable Object>> exceptions(Map<String, @Nullable Object> document) {
        return Json.object(document.get("cause")).get("exceptions") instanceof List<?> list
                ? list.stream().map(Json::object).toList()
                : List.of();
    }

    @Test
    void page_namesEveryRejection() {
        assertThat(MappingPage.rows("| reason | when | goes to quarantine |"))
                .extracting(row -> MappingPage.code(row.get(0)).get(0))
                .containsExactlyElementsOf(
                        Arrays.stream(SpanRejection.values()).map(Enum::name).toList());
    }
}
