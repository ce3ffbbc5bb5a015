// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.otlp.segment;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.raygate.otlp.json.JsonWriter;
import io.raygate.otlp.read.Attributes;
import io.raygate.otlp.read.Span;
import io.raygate.otlp.read.TraceRequest.Instrumentation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The {@code metadata}: attributes that became no field, in {@code default}; what a span says beside its attributes, in
 * {@code otel}; and the namespaces that the span makes itself with {@code aws.xray.metadata.NAME}.
 */
final class Metadata {

    private static final String OWN_NAMESPACE = "aws.xray.metadata.";
    private static final String DEFAULT = "default";
    private static final String OTEL = "otel";
    private static final JsonFactory JSON = JsonFactory.builder() // keeps no names of what it reads
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private Metadata() {}

    /** Writes the member; {@code resource} is what a segment says of its resource. */
    static void write(
            Span span,
            byte[] resource,
            String documentName,
            Instrumentation scope,
            boolean statusTold,
            JsonWriter json) {
        int metadata = json.open("metadata");
        Attributes attributes = span.attributes();
        attributes.drop("aws.xray.annotations");
        Map<String, byte[]> own = ownNamespaces(attributes);
        int left = json.open(DEFAULT);
        attributes.forEachLeft(json::value);
        json.members(resource);
        json.close(left);
        own.forEach(json::json);
        otel(span, documentName, scope, statusTold, json);
        json.close(metadata);
    }

    /** Of the service segment beside a call. */
    static void writeService(byte[] resource, JsonWriter json) {
        int metadata = json.open("metadata");
        int left = json.open(DEFAULT);
        json.members(resource);
        json.close(left);
        json.close(metadata);
    }

    private static void otel(
            Span span, String documentName, Instrumentation scope, boolean statusTold, JsonWriter json) {
        int otel = json.open(OTEL);
        json.member("name", span.name().equals(documentName) ? "" : span.name());
        int made = json.open("scope");
        json.member("name", scope.name());
        json.member("version", scope.version());
        json.close(made);
        json.member("trace_state", span.traceState());
        json.member("status_message", statusTold ? "" : span.statusMessage());
        json.member("dropped", span.dropped() == 0 ? null : span.dropped());
        int events = json.openArray("events");
        span.events().forEach(event -> event(event, json));
        json.closeArray(events);
        json.close(otel);
    }

    private static void event(Span.Event event, JsonWriter json) {
        int object = json.open();
        json.member("name", event.name());
        json.seconds("time", event.unixNanos());
        int attributes = json.open("attributes");
        event.attributes().forEachLeft(json::value);
        json.close(attributes);
        json.close(object);
    }

    private static Map<String, byte[]> ownNamespaces(Attributes attributes) {
        Map<String, byte[]> own = new LinkedHashMap<>();
        attributes.forEachLeft((key, value) -> {
            String name = key.startsWith(OWN_NAMESPACE) ? key.substring(OWN_NAMESPACE.length()) : "";
            boolean free = !name.isEmpty() && !name.equals(DEFAULT) && !name.equals(OTEL);
            if (free && value instanceof String text && isObject(text)) {
                own.put(name, text.getBytes(StandardCharsets.UTF_8));
            }
        });
        own.keySet().forEach(name -> attributes.drop(OWN_NAMESPACE + name));
        return own;
    }

    private static boolean isObject(String text) {
        try (JsonParser parser = JSON.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            parser.skipChildren();
            return parser.nextToken() == null;
        } catch (IOException e) { // not JSON: the text stays a text
            return false;
        }
    }
}
