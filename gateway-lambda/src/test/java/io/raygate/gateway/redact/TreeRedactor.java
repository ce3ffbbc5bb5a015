// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.redact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The rules applied to trees: each value's names, from each segment above it, against each rule as an expression. */
final class TreeRedactor {

    private static final Set<String> REQUIRED = Set.of(
            "name",
            "id",
            "trace_id",
            "start_time",
            "end_time",
            "in_progress",
            "parent_id",
            "type",
            "cause.exceptions.id");
    private static final Set<String> FORMS = Set.of("namespace", "precursor_ids");
    private static final Set<String> NUMBERS = Set.of(
            "http.response.status",
            "http.response.content_length",
            "cause.exceptions.truncated",
            "cause.exceptions.skipped",
            "cause.exceptions.stack.line",
            "aws.elastic_beanstalk.deployment_id");

    private record Expression(Pattern pattern, RedactionRule rule) {}

    private final List<Expression> rules;
    private final String key;
    private final String tenant;

    TreeRedactor(List<RedactionRule> rules, String key, String tenant) {
        this.rules =
                rules.stream().map(rule -> new Expression(pattern(rule), rule)).toList();
        this.key = key;
        this.tenant = tenant;
    }

    /** Names are joined by line feeds, one before each. */
    private static Pattern pattern(RedactionRule rule) {
        String names = rule.path().names().stream()
                .map(name -> switch (name) {
                    case "**" -> "(?:\n[^\n]*)*";
                    case "*" -> "\n[^\n]*";
                    default -> "\n" + Pattern.quote(name);
                })
                .collect(Collectors.joining());
        return Pattern.compile(names);
    }

    JsonNode redacted(JsonNode document) {
        JsonNode copy = document.deepCopy();
        visit(copy, List.of(List.of()));
        return copy;
    }

    /** {@code paths} lead here from each segment or subsegment above. */
    private JsonNode visit(JsonNode node, List<List<String>> paths) {
        if (node instanceof ObjectNode object) {
            Iterator<Map.Entry<String, JsonNode>> members = object.properties().iterator();
            while (members.hasNext()) {
                Map.Entry<String, JsonNode> member = members.next();
                List<List<String>> below = below(paths, member.getKey());
                if (drops(member.getValue(), below)) {
                    members.remove();
                } else {
                    member.setValue(visit(member.getValue(), below));
                }
            }
            return object;
        }
        if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, visit(array.get(i), paths));
            }
            return array;
        }
        return scalar(node, paths);
    }

    private static List<List<String>> below(List<List<String>> paths, String name) {
        List<List<String>> below = new ArrayList<>();
        for (List<String> path : paths) {
            List<String> longer = new ArrayList<>(path);
            longer.add(name);
            below.add(longer);
            if (path.isEmpty() && name.equals("subsegments")) {
                below.add(List.of());
            }
        }
        return below;
    }

    private boolean drops(JsonNode value, List<List<String>> paths) {
        return any(paths, RedactionAction.DROP, false) && (value.isContainerNode() || !is(paths, REQUIRED));
    }

    private JsonNode scalar(JsonNode node, List<List<String>> paths) {
        boolean fixed = is(paths, REQUIRED) || is(paths, FORMS);
        if (node.isTextual() && !fixed && !is(paths, Set.of("cause"))) {
            return text(node, paths);
        }
        boolean number = node.isNumber() && !fixed && !is(paths, NUMBERS);
        return number && any(paths, RedactionAction.HASH, true) ? digest(node.toString()) : node;
    }

    private JsonNode text(JsonNode node, List<List<String>> paths) {
        String text = node.textValue();
        if (any(paths, RedactionAction.HASH, true)) {
            return text.matches("hmac:[0-9a-f]{32}") ? node : digest(text);
        }
        int characters = rules.stream()
                .filter(e -> e.rule.action() == RedactionAction.TRUNCATE && matches(e, paths, true))
                .mapToInt(e -> e.rule.length())
                .min()
                .orElse(Integer.MAX_VALUE);
        return text.codePointCount(0, text.length()) <= characters
                ? node
                : JsonNodeFactory.instance.textNode(text.substring(0, text.offsetByCodePoints(0, characters)));
    }

    private boolean any(List<List<String>> paths, RedactionAction action, boolean above) {
        return rules.stream().anyMatch(e -> e.rule.action() == action && matches(e, paths, above));
    }

    /** Whether the rule means the value or, with {@code above}, something that it stands in. */
    private static boolean matches(Expression rule, List<List<String>> paths, boolean above) {
        return paths.stream()
                .anyMatch(path -> IntStream.rangeClosed(above ? 1 : path.size(), path.size())
                        .filter(length -> length > 0)
                        .anyMatch(length -> rule.pattern
                                .matcher(path.subList(0, length).stream()
                                        .map(name -> "\n" + name)
                                        .collect(Collectors.joining()))
                                .matches()));
    }

    private static boolean is(List<List<String>> paths, Set<String> names) {
        return paths.stream().anyMatch(path -> names.contains(String.join(".", path)));
    }

    private JsonNode digest(String value) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] full = mac.doFinal((tenant + "\0" + value).getBytes(StandardCharsets.UTF_8));
            return JsonNodeFactory.instance.textNode("hmac:" + HexFormat.of().formatHex(full, 0, 16));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
