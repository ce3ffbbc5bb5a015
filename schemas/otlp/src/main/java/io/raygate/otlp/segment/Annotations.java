// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.otlp.segment;

import io.raygate.otlp.TranslationRules;
import io.raygate.otlp.json.JsonWriter;
import io.raygate.otlp.read.Attributes;
import io.raygate.otlp.read.Span;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The {@code annotations}: attributes that the span names in {@code aws.xray.annotations} or that the rules name, and the
 * environment of a segment. What cannot be one stays in the metadata.
 */
final class Annotations {

    private static final String NAMED = "aws.xray.annotations";
    private static final String ALL = "*";
    private static final String ENVIRONMENT = "deployment.environment.name";

    /** X-Ray's limit for the value of an annotation, in characters. */
    private static final int MAX_TEXT = 1_000;

    private final Host host;
    private final JsonWriter json;
    private final Set<String> written = new LinkedHashSet<>();

    private Annotations(Host host, JsonWriter json) {
        this.host = host;
        this.json = json;
    }

    static void write(Span span, Host host, boolean segment, TranslationRules rules, JsonWriter json) {
        Attributes attributes = span.attributes();
        Annotations annotations = new Annotations(host, json);
        int mark = json.open("annotations");
        Set<String> keys = new LinkedHashSet<>(named(attributes));
        keys.addAll(rules.annotations());
        keys.forEach(key -> annotations.add(attributes, key));
        if (segment) {
            annotations.put(ENVIRONMENT, host.attributes().get(ENVIRONMENT));
        }
        if (keys.contains(ALL)) {
            attributes.forEachLeft((key, value) -> annotations.add(attributes, key));
        }
        json.close(mark);
    }

    /** Of the service segment beside a call: what the call's resource and target say does not belong to it. */
    static void writeService(Span span, Host host, JsonWriter json) {
        Annotations annotations = new Annotations(host, json);
        int mark = json.open("annotations");
        for (String key : named(span.attributes())) {
            if (!key.startsWith("aws.remote.") && !key.equals("remoteTarget")) {
                annotations.put(key, annotations.value(span.attributes(), key));
            }
        }
        annotations.put(ENVIRONMENT, host.attributes().get(ENVIRONMENT));
        json.close(mark);
    }

    /** A list or, since some SDKs have no lists, one text with commas. */
    private static Set<String> named(Attributes attributes) {
        Set<String> keys = new LinkedHashSet<>();
        for (String text : attributes.texts(NAMED)) {
            for (String key : text.split(",", -1)) {
                keys.add(key.strip());
            }
        }
        keys.remove("");
        return keys;
    }

    private void add(Attributes attributes, String key) {
        if (put(key, value(attributes, key))) {
            attributes.drop(key);
        }
    }

    private @Nullable Object value(Attributes attributes, String key) {
        Object value = attributes.get(key);
        return value == null && key.startsWith(Host.PREFIX)
                ? host.attributes().get(key.substring(Host.PREFIX.length()))
                : value;
    }

    private boolean put(String key, @Nullable Object value) {
        boolean fits = (value instanceof String text && text.length() <= MAX_TEXT)
                || value instanceof Boolean
                || value instanceof Long
                || (value instanceof Double number && Double.isFinite(number));
        if (!fits || written.size() >= TranslationRules.MAX_ANNOTATIONS || !written.add(Legal.annotationKey(key))) {
            return false;
        }
        json.value(Legal.annotationKey(key), value);
        return true;
    }
}
