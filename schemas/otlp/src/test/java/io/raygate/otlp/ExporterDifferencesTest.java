// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.otlp;

import io.raygate.schema.SegmentValidator;
import io.raygate.schema.ValidationMode;
import io.raygate.schema.Verdict;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Field by field against the documents of the collector's X-Ray exporter: the page names every difference, and why. */
class ExporterDifferencesTest {

    private static final String OTHER = "another value";
    private static final String EXPORTER = "exporter only";
    private static final String OURS = "Raygate only";
    private static final BigDecimal MICROSECOND = new BigDecimal("0.000001");

    private final SpanTranslator translator = new SpanTranslator(TranslationRules.DEFAULT);

    @Test
    void differences_allOnThePage_andNoOthers() throws IOException {
        Map<String, Map<String, @Nullable Object>> ours = ours();
        Map<String, String> differences = new TreeMap<>();
        for (String line : SharedSpans.exporterDocuments()) {
            Map<String, @Nullable Object> entry = Json.object(line);
            Map<String, @Nullable Object> theirs = Json.object(entry.get("document"));
            String place = entry.get("request") + " " + theirs.get("name");
            Map<String, @Nullable Object> match = ours.get(theirs.get("trace_id") + " " + theirs.get("id"));
            if (match == null) {
                differences.putIfAbsent("`id` " + OTHER, place);
            } else {
                compare(flat(theirs), flat(match), place, differences);
            }
        }

        Set<String> onThePage = new TreeSet<>();
        MappingPage.rows("| field | difference | why |").forEach(row -> onThePage.add(row.get(0) + " " + row.get(1)));
        Set<String> found = new TreeSet<>(differences.keySet());
        Set<String> missing = new TreeSet<>(found);
        missing.removeAll(onThePage);
        assertThat(missing.stream().map(key -> key + " (request " + differences.get(key) + ")"))
                .as("differences that the page does not name")
                .isEmpty();
        onThePage.removeAll(found);
        assertThat(onThePage).as("differences on the page that do not exist").isEmpty();
    }

    /** Every span is in the documents or among the rejected; the exporter loses eight and breaks on four requests. */
    @Test
    void requests_allTranslated_spansAddUp() throws IOException {
        int spans = 0;
        int rejected = 0;
        SegmentValidator strict = SegmentValidator.of(ValidationMode.STRICT);
        List<String> refused = new ArrayList<>();
        for (byte[] request : SharedSpans.requests()) {
            Translation.Translated translated =
                    (Translation.Translated) translator.translate(request, 0, request.length, "");
            spans += translated.spans();
            rejected += translated.spans() - translated.translatedSpans();
            for (byte[] document : translated.documents()) {
                if (strict.validate(document, 0, document.length, 0) instanceof Verdict.Rejected verdict) {
                    refused.add(verdict.reason().name());
                }
            }
        }

        assertThat(spans).isEqualTo(293);
        assertThat(rejected).as("ids that are missing, too short or zero").isEqualTo(5);
        assertThat(refused)
                .as("the span of 70 KB: the gateway makes it smaller")
                .containsExactly("TOO_LARGE");
    }

    private Map<String, Map<String, @Nullable Object>> ours() throws IOException {
        Map<String, Map<String, @Nullable Object>> ours = new HashMap<>();
        for (byte[] request : SharedSpans.requests()) {
            Translation.Translated translated =
                    (Translation.Translated) translator.translate(request, 0, request.length, "");
            for (byte[] bytes : translated.documents()) {
                Map<String, @Nullable Object> document = Json.object(new String(bytes, UTF_8));
                ours.putIfAbsent(document.get("trace_id") + " " + document.get("id"), document);
            }
        }
        return ours;
    }

    private static void compare(
            Map<String, @Nullable Object> theirs,
            Map<String, @Nullable Object> ours,
            String place,
            Map<String, String> differences) {
        Set<String> paths = new HashSet<>(theirs.keySet());
        paths.addAll(ours.keySet());
        for (String path : paths) {
            Object their = theirs.get(path);
            Object our = ours.get(path);
            if (isNothing(their) && isNothing(our) || isSame(their, our)) {
                continue;
            }
            String kind = isNothing(our) ? EXPORTER : isNothing(their) ? OURS : OTHER;
            differences.putIfAbsent("`" + general(path) + "` " + kind, place + ": " + their + ", " + our);
        }
    }

    /** The exporter writes what is false, zero, empty or null, too. */
    private static boolean isNothing(@Nullable Object value) {
        return value == null
                || value.equals(false)
                || value.equals("")
                || value instanceof BigDecimal number && number.signum() == 0
                || value instanceof Map<?, ?> map && map.isEmpty();
    }

    private static boolean isSame(@Nullable Object their, @Nullable Object our) {
        return their instanceof BigDecimal one && our instanceof BigDecimal other
                ? one.subtract(other).abs().compareTo(MICROSECOND) < 0
                : Objects.equals(their, our);
    }

    private static Map<String, @Nullable Object> flat(Map<String, @Nullable Object> document) {
        Map<String, @Nullable Object> flat = new LinkedHashMap<>();
        flatten("", document, flat);
        return flat;
    }

    private static void flatten(String path, @Nullable Object value, Map<String, @Nullable Object> flat) {
        boolean metadata = path.startsWith(".metadata.default.");
        if (value instanceof Map<?, ?> map && !map.isEmpty() && !metadata) {
            map.forEach((key, member) -> flatten(path + "." + key, member, flat));
        } else if (value instanceof List<?> list && !list.isEmpty() && list.get(0) instanceof Map<?, ?> && !metadata) {
            for (int i = 0; i < list.size(); i++) {
                flatten(path + "[" + i + "]", list.get(i), flat);
            }
        } else if (!path.matches(".*exceptions\\[\\d+]\\.(id|cause)")) {
            flat.put(path, value);
        }
    }

    /** The field without positions, and without the names that applications give. */
    private static String general(String path) {
        String field = path.substring(1).replaceAll("\\[\\d+]", "");
        for (String group : List.of(
                "metadata.default",
                "metadata.otel",
                "annotations",
                "aws.ec2",
                "aws.ecs",
                "aws.eks",
                "aws.elastic_beanstalk",
                "aws.cloudwatch_logs",
                "aws.xray",
                "cause.exceptions.stack",
                "links")) {
            if (field.startsWith(group)) {
                return group;
            }
        }
        return field.startsWith("metadata.") ? "metadata.NAME" : field;
    }
}
