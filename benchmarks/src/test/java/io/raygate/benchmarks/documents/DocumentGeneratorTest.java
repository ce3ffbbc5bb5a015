// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.documents;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DocumentGeneratorTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int COUNT = 2_000;

    @Test
    void next_sameSeed_givesTheSameBytes() {
        List<GeneratedDocument> first = generator(Vocabulary.training(), 7).next(200);
        List<GeneratedDocument> second = generator(Vocabulary.training(), 7).next(200);

        assertThat(first)
                .extracting(GeneratedDocument::body)
                .containsExactlyElementsOf(
                        second.stream().map(GeneratedDocument::body).toList());
    }

    @Test
    void next_eachVocabulary_areSegmentDocuments() throws IOException {
        for (Vocabulary vocabulary : List.of(Vocabulary.training(), Vocabulary.unseen())) {
            for (GeneratedDocument document : generator(vocabulary, 3).next(COUNT)) {
                JsonNode segment = JSON.readTree(document.body());
                assertThat(segment.path("trace_id").asText()).matches("1-[0-9a-f]{8}-[0-9a-f]{24}");
                assertThat(segment.path("id").asText()).matches("[0-9a-f]{16}");
                assertThat(segment.path("name").asText()).isNotEmpty().doesNotContain("{");
                assertThat(segment.path("start_time").asDouble()).isGreaterThan(1.7e9);
                assertThat(segment.has("end_time"))
                        .isNotEqualTo(segment.path("in_progress").asBoolean());
            }
        }
    }

    @Test
    void next_manyServices_useAllThatXRayHasFieldsFor() throws IOException {
        Set<String> fields = new HashSet<>();
        for (GeneratedDocument document : new DocumentGenerator(Vocabulary.training(), 5, 40).next(COUNT)) {
            addFields(JSON.readTree(document.body()), fields);
        }

        assertThat(fields)
                .contains("http", "aws", "sql", "cause", "annotations", "metadata", "eks", "pod", "origin", "fault")
                .contains("throttle", "traced", "user", "in_progress", "parent_id", "namespace", "ec2", "ecs");
    }

    @Test
    void next_manyDocuments_areOfUsualSize() {
        double mean = new DocumentGenerator(Vocabulary.training(), 5, 40)
                .next(COUNT).stream()
                        .mapToInt(document -> document.body().length)
                        .average()
                        .orElseThrow();

        assertThat(mean).isBetween(1_000.0, 2_000.0);
    }

    private static DocumentGenerator generator(Vocabulary vocabulary, long seed) {
        return new DocumentGenerator(vocabulary, seed, 10);
    }

    private static void addFields(JsonNode node, Set<String> fields) {
        node.fieldNames().forEachRemaining(fields::add);
        node.forEach(child -> addFields(child, fields));
    }
}
