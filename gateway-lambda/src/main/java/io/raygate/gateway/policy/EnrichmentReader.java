// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.policy;

import io.raygate.contract.read.InvalidFileException;
import io.raygate.contract.read.Node;
import io.raygate.gateway.enrich.EnrichmentPolicy;
import io.raygate.gateway.enrich.SenderField;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads what is to be added to documents. */
final class EnrichmentReader {

    /** The schema's; X-Ray's keys have no dot, but OpenTelemetry sends it and X-Ray takes it. */
    private static final String KEY = "[A-Za-z0-9_.]{1,500}";

    private static final String NAMESPACE = "(?!AWS\\.)[A-Za-z0-9_.-]{1,100}";
    private static final int MAX_VALUE_CHARACTERS = 1_000;
    private static final int MAX_NUMBER_CHARACTERS = 64;
    private static final int MAX_ANNOTATIONS = 50;

    private EnrichmentReader() {}

    static EnrichmentPolicy read(Optional<Node> present) {
        if (present.isEmpty()) {
            return EnrichmentPolicy.DEFAULT;
        }
        Node node = present.get().only(Set.of("eks", "override", "annotations", "workload", "labels", "metadata"));
        Optional<Node> metadata = node.member("metadata").map(m -> m.only(Set.of("namespace", "fields")));
        EnrichmentPolicy policy = new EnrichmentPolicy(
                node.member("eks").map(Node::bool).orElse(true),
                node.member("override").map(Node::bool).orElse(false),
                node.member("workload").map(EnrichmentReader::sender).orElse(EnrichmentPolicy.DEFAULT_SENDER),
                node.member("labels").map(EnrichmentReader::labels).orElse(Map.of()),
                node.member("annotations").map(EnrichmentReader::constants).orElse(Map.of()),
                metadata.flatMap(m -> m.member("namespace"))
                        .map(m -> m.text(NAMESPACE, "is not a namespace; write 1 to 100 of A-Z a-z 0-9 _ - and dot"))
                        .orElse(EnrichmentPolicy.DEFAULT_NAMESPACE),
                metadata.flatMap(m -> m.member("fields"))
                        .map(EnrichmentReader::fields)
                        .orElse(EnrichmentPolicy.DEFAULT_METADATA));
        return checked(node, policy);
    }

    private static EnrichmentPolicy checked(Node node, EnrichmentPolicy policy) {
        Set<String> keys = new HashSet<>();
        for (Map<String, ?> annotations : List.of(policy.sender(), policy.labels(), policy.constants())) {
            for (String key : annotations.keySet()) {
                if (!keys.add(key)) {
                    throw node.invalid("gives the annotation " + key + " twice; choose another key");
                }
            }
        }
        if (keys.size() > MAX_ANNOTATIONS) {
            throw node.invalid("has " + keys.size() + " annotations; write at most " + MAX_ANNOTATIONS);
        }
        return policy;
    }

    private static Map<String, SenderField> sender(Node node) {
        Map<String, SenderField> sender = new LinkedHashMap<>();
        keyed(node).forEach((key, field) -> sender.put(key, field(field)));
        return sender;
    }

    private static Map<String, String> labels(Node node) {
        Map<String, String> labels = new LinkedHashMap<>();
        keyed(node).forEach((key, label) -> labels.put(key, label.text()));
        return labels;
    }

    private static Map<String, Object> constants(Node node) {
        Map<String, Object> constants = new LinkedHashMap<>();
        keyed(node).forEach((key, value) -> constants.put(key, constant(value)));
        return constants;
    }

    private static Map<String, Node> keyed(Node node) {
        Map<String, Node> members = node.members();
        members.forEach((key, value) -> {
            if (!key.matches(KEY)) {
                throw value.invalid("has a key that no annotation can have; write 1 to 500 of A-Z a-z 0-9 _ and dot");
            }
        });
        return members;
    }

    private static Object constant(Node node) {
        return switch (node.kind()) {
            case STRING, AMBIGUOUS -> text(node);
            case BOOLEAN -> node.bool();
            case NUMBER -> number(node);
            case OBJECT, LIST, NULL -> throw notAnAnnotation(node);
        };
    }

    private static String text(Node node) {
        String text = node.text();
        if (text.codePointCount(0, text.length()) > MAX_VALUE_CHARACTERS) {
            throw notAnAnnotation(node);
        }
        return text;
    }

    private static Number number(Node node) {
        Number number = node.number();
        if (!Double.isFinite(number.doubleValue()) || number.toString().length() > MAX_NUMBER_CHARACTERS) {
            throw notAnAnnotation(node);
        }
        return number;
    }

    private static InvalidFileException notAnAnnotation(Node node) {
        return node.invalid("is not an annotation; write a string of at most 1,000 characters, a number or a boolean");
    }

    private static List<SenderField> fields(Node node) {
        List<SenderField> fields = new ArrayList<>();
        for (Node item : node.items()) {
            SenderField field = field(item);
            if (fields.contains(field)) {
                throw item.invalid("is listed twice; keep one");
            }
            fields.add(field);
        }
        return fields;
    }

    private static SenderField field(Node node) {
        return node.choice(SenderField::ofKey, SenderField.keys());
    }
}
