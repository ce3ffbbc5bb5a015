// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.enrich;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.raygate.block.Document;
import io.raygate.block.DocumentKind;
import io.raygate.block.Origin;
import io.raygate.block.SegmentBlock;
import io.raygate.block.Workload;
import io.raygate.gateway.RandomDocuments;
import io.raygate.gateway.decode.ReceivedDocument;
import io.raygate.gateway.enrich.EventEnricher.Enriched;
import io.raygate.gateway.validate.ValidDocument;
import io.raygate.schema.DocumentLimits;
import io.raygate.schema.SegmentValidator;
import io.raygate.schema.ValidationMode;
import io.raygate.schema.Verdict.Accepted;
import io.raygate.schema.explain.DocumentOracle;
import io.raygate.schema.explain.SchemaChecker;
import io.raygate.testing.RunLength;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Holds the splicing enrichment together with one that works on trees, on many odd documents and on the corpus. */
class EnrichmentPropertyTest {

    private static final int DOCUMENTS = RunLength.of("raygate.mutations", 2_000, 200_000);
    private static final long SEED = Long.getLong("raygate.seed", 20_261_122L);
    private static final int MAX_BYTES = DocumentLimits.XRAY_DOCUMENT_BYTES;

    private static final Map<String, Object> CONSTANTS = Map.of("team", "pay\"ments");
    private static final EnrichmentPolicy KEEPING = policy(false);
    private static final EnrichmentPolicy OVERRIDING = policy(true);

    private static final Origin ORIGIN = new Origin("prod-eu", "eu-west-1", "", "node-1", "eu-west-1a", "", "", 1);
    private static final Origin CLUSTER = new Origin("prod-eu", "eu-west-1", "", "", "", "", "", 1);
    private static final Workload POD = new Workload(
            "10.0.0.1", "pay", "checkout-x2v9q", "", "checkout", "app", "4f1c", "img:1", Map.of("v", "1 \u00e9"));
    private static final SegmentBlock BLOCK = new SegmentBlock(1, ORIGIN, 0, List.of(POD), List.of());

    private final SegmentValidator validator = SegmentValidator.of(ValidationMode.STRICT);
    private final DocumentOracle oracle = new DocumentOracle(DocumentLimits.DEFAULT, new SchemaChecker());

    @Test
    void enrich_oddDocuments_doesWhatTreesDo() {
        RandomDocuments random = new RandomDocuments(SEED);
        int[] looked = {0};
        Stream.concat(
                        RandomDocuments.corpus().stream(),
                        Stream.generate(random::next).limit(DOCUMENTS))
                .filter(this::isValid)
                .forEach(document -> {
                    check(document, KEEPING, 0);
                    check(document, OVERRIDING, 0);
                    check(document, KEEPING, 1);
                    looked[0]++;
                });
        assertThat(looked[0]).isGreaterThan(DOCUMENTS / 2);
    }

    @Test
    void enrich_passedOnByACollector_completesTheClusterAndNamesNoNode() {
        String head =
                "{\"name\":\"a\",\"id\":\"70de5b6f19ff9a0a\",\"trace_id\":\"1-581cf771-a006649127e371903a2de979\","
                        + "\"start_time\":1.5,\"end_time\":2.5";

        JsonNode pod = enrichedByDefault(head + ",\"aws\":{\"eks\":{\"pod\":\"mine\"}}}");
        JsonNode own = enrichedByDefault(head + ",\"aws\":{\"eks\":{\"cluster_name\":\"mine\"}}}");
        JsonNode elsewhere = enrichedByDefault(head + ",\"aws\":{\"ec2\":{\"instance_id\":\"i-1\"}}}");

        assertThat(pod.path("aws").toString()).isEqualTo("{\"eks\":{\"cluster_name\":\"prod-eu\",\"pod\":\"mine\"}}");
        assertThat(own.path("aws").toString()).isEqualTo("{\"eks\":{\"cluster_name\":\"mine\"}}");
        assertThat(elsewhere.path("aws").toString()).isEqualTo("{\"ec2\":{\"instance_id\":\"i-1\"}}");
        assertThat(List.of(pod, own, elsewhere)).allSatisfy(document -> {
            assertThat(document.has("metadata")).isFalse();
            assertThat(document.has("origin")).isFalse();
            assertThat(document.path("annotations").toString()).isEqualTo("{\"k8s_cluster\":\"prod-eu\"}");
        });
    }

    private JsonNode enrichedByDefault(String document) {
        return RandomDocuments.tree(enriched(document.getBytes(StandardCharsets.UTF_8), EnrichmentPolicy.DEFAULT, 0));
    }

    @Test
    void enrich_littleRoom_givesUpTheLeastImportantAndStaysIdempotent() {
        RandomDocuments random = new RandomDocuments(SEED + 1);
        for (int i = 0; i < DOCUMENTS / 10; i++) {
            byte[] document = random.next();
            if (!isValid(document)) {
                continue;
            }
            for (int room = 0; room < 700; room += 37) {
                int max = document.length + room;
                Enriched event = EventEnricher.enrich(KEEPING, max, List.of(valid(document, 1)));
                byte[] once = event.toSend().getFirst().document().body();
                Enriched again = EventEnricher.enrich(KEEPING, max, List.of(valid(once, 1)));

                assertThat(once.length).isLessThanOrEqualTo(max);
                assertThat(again.enriched()).isZero();
                assertKept(RandomDocuments.tree(document), RandomDocuments.tree(once));
            }
        }
    }

    private void check(byte[] document, EnrichmentPolicy policy, int workload) {
        byte[] enriched = enriched(document, policy, workload);
        JsonNode expected = treeEnriched(RandomDocuments.tree(document), policy, workload);

        assertThat(RandomDocuments.tree(enriched)).isEqualTo(expected);
        assertThat(isValid(enriched)).isTrue();
        assertThat(oracle.violations(enriched)).isEmpty();
        assertThat(EventEnricher.enrich(policy, MAX_BYTES, List.of(valid(enriched, workload)))
                        .enriched())
                .isZero();
    }

    private byte[] enriched(byte[] document, EnrichmentPolicy policy, int workload) {
        return EventEnricher.enrich(policy, MAX_BYTES, List.of(valid(document, workload)))
                .toSend()
                .getFirst()
                .document()
                .body();
    }

    /** In a larger array, as documents stand in a block. */
    private ValidDocument valid(byte[] document, int workload) {
        byte[] content = new byte[document.length + 20];
        System.arraycopy(document, 0, content, 7, document.length);
        Document body = new Document(workload, DocumentKind.XRAY_JSON, 1, content, 7, document.length);
        assertThat(validator.validate(content, 7, document.length)).isInstanceOf(Accepted.class);
        return new ValidDocument(
                new ReceivedDocument(0, BLOCK, body), validator.offsets().copy());
    }

    private boolean isValid(byte[] document) {
        return document.length < MAX_BYTES - 2_000
                && validator.validate(document, 0, document.length) instanceof Accepted;
    }

    private static JsonNode treeEnriched(JsonNode document, EnrichmentPolicy policy, int workload) {
        ObjectNode root = document.deepCopy();
        Workload pod = workload == 1 ? POD : Workload.ofAddress("");
        Origin origin = workload == 1 ? ORIGIN : CLUSTER;
        if (workload == 1 && !document.has("type")) {
            ObjectNode eks = child(child(root, "aws"), "eks");
            put(eks, "cluster_name", "prod-eu", policy.override());
            put(eks, "pod", pod.pod(), policy.override());
            put(eks, "container_id", pod.containerId(), policy.override());
            put(root, "origin", "AWS::EKS::Container", policy.override());
        }
        if (workload == 0 && !document.has("type") && root.path("aws").path("eks") instanceof ObjectNode eks) {
            put(eks, "cluster_name", "prod-eu", policy.override());
        }
        int free = 50 - annotations(document);
        for (Map.Entry<String, String> annotation : expectedAnnotations(policy, pod)) {
            JsonNode present = root.path("annotations").path(annotation.getKey());
            if (present.isMissingNode() && free-- <= 0) {
                continue;
            }
            put(child(root, "annotations"), annotation.getKey(), annotation.getValue(), policy.override());
        }
        ObjectNode entry = RandomDocuments.MAPPER.createObjectNode();
        policy.metadataFields().stream()
                .filter(field -> !field.of(origin, pod).isEmpty())
                .forEach(field -> entry.put(field.key(), field.of(origin, pod)));
        if (!entry.isEmpty() && (policy.override() || !root.path("metadata").has("kubernetes"))) {
            child(root, "metadata").set("kubernetes", entry);
        }
        return root;
    }

    private static List<Map.Entry<String, String>> expectedAnnotations(EnrichmentPolicy policy, Workload pod) {
        Stream<Map.Entry<String, String>> sender = policy.sender().entrySet().stream()
                .map(e -> Map.entry(e.getKey(), e.getValue().of(ORIGIN, pod)));
        Stream<Map.Entry<String, String>> labels = Stream.of(
                Map.entry("version", Optional.ofNullable(pod.labels().get("v")).orElse("")));
        Stream<Map.Entry<String, String>> constants = Stream.of(Map.entry("team", "pay\"ments"));
        return Stream.of(sender, labels, constants)
                .flatMap(entries -> entries)
                .filter(entry -> !entry.getValue().isEmpty())
                .toList();
    }

    private static int annotations(JsonNode entity) {
        int count = entity.path("annotations").size();
        for (JsonNode subsegment : entity.path("subsegments")) {
            count += annotations(subsegment);
        }
        return count;
    }

    private static ObjectNode child(ObjectNode parent, String name) {
        return parent.path(name) instanceof ObjectNode present ? present : parent.putObject(name);
    }

    private static void put(ObjectNode object, String name, String value, boolean override) {
        if (override || !object.has(name)) {
            object.put(name, value);
        }
    }

    private static void assertKept(JsonNode before, JsonNode after) {
        if (!before.isObject()) {
            assertThat(after).isEqualTo(before);
            return;
        }
        before.properties().forEach(member -> assertKept(member.getValue(), after.path(member.getKey())));
    }

    private static EnrichmentPolicy policy(boolean override) {
        return new EnrichmentPolicy(
                true,
                override,
                EnrichmentPolicy.DEFAULT_SENDER,
                Map.of("version", "v"),
                CONSTANTS,
                EnrichmentPolicy.DEFAULT_NAMESPACE,
                EnrichmentPolicy.DEFAULT_METADATA);
    }
}
