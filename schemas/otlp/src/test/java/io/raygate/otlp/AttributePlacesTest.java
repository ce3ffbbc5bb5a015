// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.otlp;

import io.raygate.otlp.export.AttributePlaces;
import io.raygate.otlp.export.AttributeRules.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Wherever the translation puts the value of an attribute, a rule for that place means the attribute. */
class AttributePlacesTest {

    /** What rules cannot name, and what says no more than the name of the document does. */
    private static final Set<List<String>> STAYING = Set.of(List.of("name"), List.of("origin"), List.of("namespace"));

    private static final Set<String> HOSTS = Set.of(
            "server.address",
            "server.port",
            "net.peer.name",
            "net.peer.port",
            "http.host",
            "http.scheme",
            "url.scheme");

    /** What becomes a part of a field, unlike others that only look like one. */
    private static final Set<String> PARTS = Set.of("url.path", "url.query", "http.target", "db.namespace", "db.name");

    private final SpanTranslator translator = new SpanTranslator(TranslationRules.DEFAULT);

    @TestFactory
    List<DynamicTest> examples() {
        return MappingPage.rows("| span | becomes |").stream()
                .map(row -> DynamicTest.dynamicTest(row.get(0), () -> check(MappingPage.code(row.get(0)))))
                .toList();
    }

    @Test
    void of_serviceName_isFixed() {
        assertThat(AttributePlaces.of(Place.RESOURCE, "service.name").isFixed()).isTrue();
        assertThat(AttributePlaces.of(Place.RESOURCE, "host.id").isFixed()).isFalse();
    }

    private void check(List<String> parts) {
        byte[] request = SpanText.request(parts.toArray(String[]::new));
        Map<String, List<List<String>>> leaves = new HashMap<>();
        for (byte[] document :
                ((Translation.Translated) translator.translate(request, 0, request.length, "")).documents()) {
            collect(Json.read(new String(document, UTF_8)), List.of(), leaves);
        }
        for (String part : parts) {
            boolean resource = part.startsWith("resource: ");
            String pair = resource ? part.substring("resource: ".length()) : part;
            int equals = pair.indexOf('=');
            if (equals > 0 && !pair.substring(0, equals).contains(": ")) {
                check(
                        resource ? Place.RESOURCE : Place.SPAN,
                        pair.substring(0, equals),
                        pair.substring(equals + 1),
                        leaves);
            } else if (part.startsWith("event: ")) {
                checkEvent(part.substring("event: ".length()).split("; ", -1), leaves);
            }
        }
    }

    private static void checkEvent(String[] parts, Map<String, List<List<String>>> leaves) {
        Place place = parts[0].equals("exception") ? Place.EXCEPTION : Place.EVENT;
        for (int i = 1; i < parts.length; i++) {
            int equals = parts[i].indexOf('=');
            check(place, parts[i].substring(0, equals), parts[i].substring(equals + 1), leaves);
        }
    }

    private static void check(Place place, String key, String value, Map<String, List<List<String>>> leaves) {
        if (HOSTS.contains(key) || key.equals("aws.xray.annotations")) {
            return;
        }
        List<List<String>> paths = AttributePlaces.of(place, key).paths();
        String text = value.startsWith("'") ? value.substring(1, value.length() - 1) : value;
        leaves.forEach((leaf, found) -> {
            boolean same = leaf.equals(text) || (PARTS.contains(key) && text.length() > 1 && leaf.contains(text));
            if (same) {
                assertThat(found)
                        .as("%s=%s", key, value)
                        .anyMatch(path -> STAYING.contains(path)
                                || paths.stream()
                                        .anyMatch(known -> path.subList(0, Math.min(known.size(), path.size()))
                                                .equals(known)));
            }
        });
    }

    /** Items of an array count as the array. */
    private static void collect(@Nullable Object value, List<String> path, Map<String, List<List<String>>> leaves) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, member) -> {
                List<String> below = new ArrayList<>(path);
                below.add(String.valueOf(key));
                collect(member, below, leaves);
            });
        } else if (value instanceof List<?> list) {
            list.forEach(item -> collect(item, path, leaves));
        } else {
            leaves.computeIfAbsent(String.valueOf(value), absent -> new ArrayList<>())
                    .add(path);
        }
    }
}
