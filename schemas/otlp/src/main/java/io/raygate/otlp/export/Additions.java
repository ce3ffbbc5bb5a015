// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.otlp.export;

import io.raygate.otlp.read.Fields;
import io.raygate.otlp.read.ProtobufOutput;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Attributes that resources get, the most important first. What a resource has already stays as it is, unless these replace
 * it. Made once for a sender; thread-safe.
 */
public final class Additions {

    /** Nothing is added. */
    public static final Additions NONE = new Additions(Map.of(), false);

    private static final int ATTRIBUTES = 1;

    private final Map<String, byte[]> fields = new LinkedHashMap<>();
    private final boolean override;

    /**
     * These attributes.
     *
     * @param values   texts, whole and decimal numbers, and booleans, by key
     * @param override whether they replace what resources say themselves
     */
    public Additions(Map<String, ?> values, boolean override) {
        values.forEach((key, value) -> fields.put(key, attribute(key, value)));
        this.override = override;
    }

    /**
     * A resource with the attributes that it lacks.
     *
     * @param maxBytes which the resource does not exceed: the last attributes are given up
     */
    Added addTo(byte[] resource, int maxBytes) {
        if (fields.isEmpty()) {
            return new Added(resource, 0, 0);
        }
        byte[] kept = override ? without(resource, fields.keySet()) : resource;
        Set<String> present = keys(kept);
        List<byte[]> missing = new ArrayList<>();
        fields.forEach((key, field) -> {
            if (!present.contains(key)) {
                missing.add(field);
            }
        });
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(kept);
        int added = 0;
        for (byte[] field : missing) {
            if (out.size() + field.length > maxBytes) {
                break;
            }
            out.writeBytes(field);
            added++;
        }
        return new Added(out.toByteArray(), added, missing.size() - added);
    }

    /**
     * A resource with more attributes.
     *
     * @param added   attributes that it got
     * @param givenUp attributes for which there was no room
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record Added(byte[] resource, int added, int givenUp) {}

    private static Set<String> keys(byte[] resource) {
        Set<String> keys = new HashSet<>();
        Fields fields = new Fields(resource, 0, resource.length);
        while (fields.next()) {
            if (fields.number() == ATTRIBUTES) {
                keys.add(key(fields));
            } else {
                fields.skip();
            }
        }
        return keys;
    }

    private static byte[] without(byte[] resource, Set<String> keys) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(resource.length);
        Fields fields = new Fields(resource, 0, resource.length);
        int from = 0;
        while (fields.next()) {
            boolean goes = false;
            if (fields.number() == ATTRIBUTES) {
                goes = keys.contains(key(fields));
            } else {
                fields.skip();
            }
            if (!goes) {
                out.write(resource, from, fields.position() - from);
            }
            from = fields.position();
        }
        return out.toByteArray();
    }

    private static String key(Fields fields) {
        int outer = fields.enter();
        String key = "";
        while (fields.next()) {
            if (fields.number() == 1) {
                key = fields.text();
            } else {
                fields.skip();
            }
        }
        fields.leave(outer);
        return key;
    }

    private static byte[] attribute(String key, Object value) {
        ByteArrayOutputStream any = new ByteArrayOutputStream();
        if (value instanceof Boolean flag) {
            ProtobufOutput.number(any, 2, flag ? 1 : 0);
        } else if (value instanceof Long || value instanceof Integer) {
            ProtobufOutput.number(any, 3, ((Number) value).longValue());
        } else if (value instanceof Number number) {
            ProtobufOutput.fixed64(any, 4, Double.doubleToLongBits(number.doubleValue()));
        } else {
            ProtobufOutput.text(any, 1, value.toString());
        }
        ByteArrayOutputStream attribute = new ByteArrayOutputStream();
        ProtobufOutput.text(attribute, 1, key);
        ProtobufOutput.message(attribute, 2, any.toByteArray());
        ByteArrayOutputStream field = new ByteArrayOutputStream();
        ProtobufOutput.message(field, ATTRIBUTES, attribute.toByteArray());
        return field.toByteArray();
    }
}
