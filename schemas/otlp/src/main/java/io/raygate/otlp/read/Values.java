// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.otlp.read;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Attribute values: {@code KeyValue} and {@code AnyValue}. */
final class Values {

    /** Arrays and maps inside each other; a thread's stack holds many times as many. */
    static final int MAX_DEPTH = 32;

    private Values() {}

    /** Reads the {@code KeyValue} that the field holds. A value that is not set leaves no attribute. */
    static void read(Fields fields, Attributes attributes) {
        int outer = fields.enter();
        String key = "";
        Object value = null;
        while (fields.next()) {
            switch (fields.number()) {
                case 1 -> key = fields.text();
                case 2 -> value = value(fields, 1);
                default -> fields.skip();
            }
        }
        fields.leave(outer);
        if (value != null) {
            attributes.put(key, value);
        }
    }

    private static @Nullable Object value(Fields fields, int depth) {
        if (depth > MAX_DEPTH) {
            throw new MalformedException("attribute values are nested more than " + MAX_DEPTH + " deep");
        }
        int outer = fields.enter();
        Object value = null;
        while (fields.next()) {
            switch (fields.number()) {
                case 1 -> value = fields.text();
                case 2 -> value = fields.varint64() != 0;
                case 3 -> value = fields.varint64();
                case 4 -> value = Double.longBitsToDouble(fields.fixed64());
                case 5 -> value = list(fields, depth);
                case 6 -> value = map(fields, depth);
                case 7 -> value = fields.binary();
                default -> fields.skip();
            }
        }
        fields.leave(outer);
        return value;
    }

    private static List<@Nullable Object> list(Fields fields, int depth) {
        int outer = fields.enter();
        List<@Nullable Object> list = new ArrayList<>();
        while (fields.next()) {
            if (fields.number() == 1) {
                list.add(value(fields, depth + 1));
            } else {
                fields.skip();
            }
        }
        fields.leave(outer);
        return list;
    }

    private static Map<String, @Nullable Object> map(Fields fields, int depth) {
        int outer = fields.enter();
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        while (fields.next()) {
            if (fields.number() == 1) {
                member(fields, map, depth);
            } else {
                fields.skip();
            }
        }
        fields.leave(outer);
        return map;
    }

    private static void member(Fields fields, Map<String, @Nullable Object> map, int depth) {
        int outer = fields.enter();
        String key = "";
        Object value = null;
        while (fields.next()) {
            switch (fields.number()) {
                case 1 -> key = fields.text();
                case 2 -> value = value(fields, depth + 1);
                default -> fields.skip();
            }
        }
        fields.leave(outer);
        map.put(key, value);
    }
}
