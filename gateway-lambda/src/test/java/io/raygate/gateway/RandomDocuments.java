// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Segment documents of every shape that matters to enrichment and redaction, written with odd white space and needless
 * escapes; and the corpus, where it stands beside the project. The same seed gives the same documents.
 */
public final class RandomDocuments {

    /** Exact about numbers. */
    public static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static final List<String> KEYS = List.of(
            "password",
            "user",
            "k8s_namespace",
            "k8s_workload",
            "team",
            "kubernetes",
            "card",
            "a",
            "id",
            "name",
            "eks",
            "url",
            "line",
            "status");
    private static final List<String> TEXTS = List.of(
            "",
            "x",
            "checkout",
            "quote \" backslash \\ slash / tab \t",
            "ünïcödé 中文 😀😀",
            "hmac:0123456789abcdef0123456789abcdef",
            "hmac:0123456789abcdef0123456789abcdeg",
            "x".repeat(70));

    private final SplittableRandom random;

    /** From a seed. */
    public RandomDocuments(long seed) {
        random = new SplittableRandom(seed);
    }

    /** A tree. */
    public static JsonNode tree(byte[] document) {
        try {
            return MAPPER.readTree(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Documents collected from SDKs; none where they are absent. */
    public static List<byte[]> corpus() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("mvnw"))) {
            folder = folder.getParent();
        }
        Path corpus = folder.resolve("../shared/corpus").normalize();
        if (!Files.isDirectory(corpus)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(corpus)) {
            return files.filter(file -> file.toString().matches(".*[.](bin|json)"))
                    .sorted()
                    .map(RandomDocuments::document)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] document(Path file) {
        try {
            byte[] content = Files.readAllBytes(file);
            int line = 0;
            while (file.toString().endsWith(".bin") && content[line++] != '\n') {}
            return Arrays.copyOfRange(content, line, content.length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Something that most often is a valid document. */
    public byte[] next() {
        return text(entity(0)).getBytes(StandardCharsets.UTF_8);
    }

    /** A document that says what this tree says. */
    public String text(JsonNode node) {
        StringBuilder out = new StringBuilder();
        write(node, out);
        return out.toString();
    }

    private ObjectNode entity(int depth) {
        ObjectNode entity = MAPPER.createObjectNode();
        List<Runnable> members = new ArrayList<>(List.of(
                () -> entity.put("name", "shop"),
                () -> entity.put("id", hex(16)),
                () -> entity.put("trace_id", "1-" + hex(8) + "-" + hex(24)),
                () -> entity.put("start_time", 1.5),
                () -> entity.put("end_time", 2.5)));
        if (depth == 0 && random.nextInt(4) == 0) {
            members.add(() -> entity.put("type", "subsegment").put("parent_id", hex(16)));
        }
        maybe(members, () -> entity.put("user", text()));
        maybe(members, () -> entity.put("fault", random.nextBoolean()));
        maybe(members, () -> entity.put("namespace", "remote"));
        maybe(members, () -> entity.put("origin", text()));
        maybe(members, () -> entity.putArray("precursor_ids").add(hex(16)));
        maybe(members, () -> entity.set("http", http()));
        maybe(members, () -> entity.set("aws", aws()));
        maybe(members, () -> entity.set("cause", cause()));
        maybe(members, () -> entity.set("annotations", annotations()));
        maybe(members, () -> entity.set("metadata", object(0)));
        maybe(
                members,
                () -> entity.set(
                        "sql",
                        MAPPER.createObjectNode().put("sanitized_query", text()).put("url", text())));
        if (depth < 3) {
            maybe(members, () -> {
                ArrayNode subsegments = entity.putArray("subsegments");
                for (int i = random.nextInt(3); i >= 0; i--) {
                    subsegments.add(entity(depth + 1));
                }
            });
        }
        for (int i = members.size(); i > 0; i--) {
            members.remove(random.nextInt(i)).run();
        }
        return entity;
    }

    private void maybe(List<Runnable> members, Runnable member) {
        if (random.nextInt(3) == 0) {
            members.add(member);
        }
    }

    private ObjectNode http() {
        ObjectNode http = MAPPER.createObjectNode();
        http.putObject("request").put("url", text()).put("method", "GET").put("traced", true);
        http.putObject("response").put("status", 200).put("content_length", -1);
        return http;
    }

    private ObjectNode aws() {
        ObjectNode aws = MAPPER.createObjectNode();
        if (random.nextBoolean()) {
            aws.put("operation", text());
        }
        if (random.nextBoolean()) {
            ObjectNode eks = aws.putObject("eks");
            for (String field : List.of("cluster_name", "pod", "container_id")) {
                if (random.nextBoolean()) {
                    eks.put(field, text());
                }
            }
        }
        if (random.nextInt(3) == 0) {
            aws.putObject("elastic_beanstalk").put("deployment_id", 5).put("version_label", text());
        }
        return aws;
    }

    private JsonNode cause() {
        if (random.nextBoolean()) {
            return MAPPER.getNodeFactory().textNode(hex(16));
        }
        ObjectNode cause = MAPPER.createObjectNode();
        ObjectNode exception = cause.putArray("exceptions").addObject();
        exception.put("id", hex(16)).put("message", text()).put("truncated", 3);
        exception.putArray("stack").addObject().put("path", text()).put("line", 7);
        return cause;
    }

    private ObjectNode annotations() {
        ObjectNode annotations = MAPPER.createObjectNode();
        int count = random.nextInt(6) == 0 ? 49 : random.nextInt(4);
        for (int i = 0; i < count; i++) {
            annotations.set(random.nextInt(3) == 0 ? key() : "k" + i, scalar(false));
        }
        return annotations;
    }

    private ObjectNode object(int depth) {
        ObjectNode object = MAPPER.createObjectNode();
        for (int i = random.nextInt(4); i > 0; i--) {
            object.set(key(), any(depth + 1));
        }
        return object;
    }

    private JsonNode any(int depth) {
        if (depth > 4 || random.nextInt(3) > 0) {
            return scalar(true);
        }
        if (random.nextBoolean()) {
            return object(depth);
        }
        ArrayNode array = MAPPER.createArrayNode();
        for (int i = random.nextInt(3); i > 0; i--) {
            array.add(any(depth + 1));
        }
        return array;
    }

    private JsonNode scalar(boolean nulls) {
        var nodes = MAPPER.getNodeFactory();
        return switch (random.nextInt(nulls ? 5 : 4)) {
            case 0, 1 -> nodes.textNode(text());
            case 2 -> nodes.numberNode(random.nextInt(-5, 1000));
            case 3 -> nodes.booleanNode(random.nextBoolean());
            default -> nodes.nullNode();
        };
    }

    private String key() {
        return KEYS.get(random.nextInt(KEYS.size()));
    }

    private String text() {
        return TEXTS.get(random.nextInt(TEXTS.size()));
    }

    private String hex(int digits) {
        StringBuilder hex = new StringBuilder();
        for (int i = 0; i < digits; i++) {
            hex.append("0123456789abcdef".charAt(random.nextInt(16)));
        }
        return hex.toString();
    }

    private void write(JsonNode node, StringBuilder out) {
        space(out);
        if (node.isObject()) {
            String separator = "{";
            for (Map.Entry<String, JsonNode> member : node.properties()) {
                out.append(separator);
                space(out);
                quote(member.getKey(), out);
                space(out);
                out.append(':');
                write(member.getValue(), out);
                separator = ",";
            }
            out.append(node.isEmpty() ? "{" : "");
            space(out);
            out.append('}');
        } else if (node.isArray()) {
            String separator = "[";
            for (JsonNode item : node) {
                out.append(separator);
                write(item, out);
                separator = ",";
            }
            out.append(node.isEmpty() ? "[" : "").append(']');
        } else if (node.isTextual()) {
            quote(node.textValue(), out);
        } else {
            out.append(node);
        }
        space(out);
    }

    private void quote(String text, StringBuilder out) {
        boolean odd = random.nextInt(8) == 0;
        if (!odd) {
            try {
                out.append(MAPPER.writeValueAsString(text));
            } catch (JsonProcessingException e) {
                throw new UncheckedIOException(e);
            }
            return;
        }
        out.append('"');
        for (char unit : text.toCharArray()) {
            boolean plain = Character.isLetterOrDigit(unit) && random.nextBoolean();
            out.append(plain ? String.valueOf(unit) : "\\u%04x".formatted((int) unit));
        }
        out.append('"');
    }

    private void space(StringBuilder out) {
        if (random.nextInt(12) == 0) {
            out.append(random.nextBoolean() ? " " : "\n\t");
        }
    }
}
