// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.documents;

import java.util.List;
import java.util.Map;

/** Writes JSON without a library, so that the bytes change only with this file. */
final class Json {

    private final StringBuilder out = new StringBuilder(2_048);

    private Json() {}

    /** Text that is JSON already. */
    record Raw(String json) {}

    /** Without white space, as the SDKs for Java and Node.js write it. */
    static String compact(Object value) {
        Json json = new Json();
        json.write(value);
        return json.out.toString();
    }

    /** A blank behind each comma and colon, as the SDK for Python writes it. */
    static String spaced(Object value) {
        String compact = compact(value);
        StringBuilder spaced = new StringBuilder(compact.length() + 256);
        boolean quoted = false;
        for (int i = 0; i < compact.length(); i++) {
            char c = compact.charAt(i);
            spaced.append(c);
            if (quoted && c == '\\') {
                spaced.append(compact.charAt(++i));
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == ',' || c == ':')) {
                spaced.append(' ');
            }
        }
        return spaced.toString();
    }

    private void write(Object value) {
        switch (value) {
            case Map<?, ?> map -> object(map);
            case List<?> list -> array(list);
            case Raw raw -> out.append(raw.json());
            case String text -> string(text);
            default -> out.append(value);
        }
    }

    private void object(Map<?, ?> map) {
        char separator = '{';
        for (Map.Entry<?, ?> field : map.entrySet()) {
            out.append(separator);
            string(String.valueOf(field.getKey()));
            out.append(':');
            write(field.getValue());
            separator = ',';
        }
        out.append(map.isEmpty() ? "{}" : "}");
    }

    private void array(List<?> list) {
        char separator = '[';
        for (Object element : list) {
            out.append(separator);
            write(element);
            separator = ',';
        }
        out.append(list.isEmpty() ? "[]" : "]");
    }

    private void string(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                default -> out.append(c);
            }
        }
        out.append('"');
    }
}
