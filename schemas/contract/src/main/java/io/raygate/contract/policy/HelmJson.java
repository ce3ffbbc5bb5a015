// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.contract.policy;

import io.raygate.contract.read.Node;
import java.math.BigDecimal;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * JSON to the character as Helm's {@code toJson} writes it, which is Go's {@code encoding/json}: members sorted by name,
 * no white space, angle brackets and ampersands escaped, numbers as the shortest that is the same 64-bit float.
 */
public final class HelmJson {

    /** Go escapes these so that JSON can stand in HTML, and the two line separators so that it can in JavaScript. */
    private static final String ESCAPED = "<>&\u2028\u2029";

    private static final double PLAIN_FROM = 1e-6;
    private static final double PLAIN_TO = 1e21;

    private final StringBuilder out = new StringBuilder();

    private HelmJson() {}

    /** The text of a value. */
    public static String write(Node value) {
        HelmJson json = new HelmJson();
        json.value(value);
        return json.out.toString();
    }

    private void value(Node value) {
        switch (value.kind()) {
            case OBJECT -> object(value.members());
            case LIST -> list(value.items());
            case STRING, AMBIGUOUS -> string(value.written());
            case NUMBER -> out.append(number(value.number()));
            case BOOLEAN -> out.append(value.bool());
            case NULL -> out.append("null");
        }
    }

    private void object(Map<String, Node> members) {
        out.append('{');
        for (Iterator<Map.Entry<String, Node>> all =
                        new TreeMap<>(members).entrySet().iterator();
                all.hasNext(); ) {
            Map.Entry<String, Node> member = all.next();
            string(member.getKey());
            out.append(':');
            value(member.getValue());
            out.append(all.hasNext() ? "," : "");
        }
        out.append('}');
    }

    private void list(List<Node> items) {
        out.append('[');
        for (Iterator<Node> all = items.iterator(); all.hasNext(); ) {
            value(all.next());
            out.append(all.hasNext() ? "," : "");
        }
        out.append(']');
    }

    private void string(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> out.append('\\').append(c);
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < ' ' || ESCAPED.indexOf(c) >= 0) {
                        out.append("\\u%04x".formatted((int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    private static String number(Number number) {
        double value = number.doubleValue();
        BigDecimal shortest = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        double size = Math.abs(value);
        if (value == 0 || (size >= PLAIN_FROM && size < PLAIN_TO)) {
            return shortest.toPlainString();
        }
        String digits = shortest.unscaledValue().abs().toString();
        int exponent = digits.length() - 1 - shortest.scale();
        return (value < 0 ? "-" : "") + digits.charAt(0) + (digits.length() > 1 ? "." + digits.substring(1) : "") + "e"
                + (exponent < 0 ? "-" : "+") + Math.abs(exponent);
    }
}
