// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.otlp.export;

import io.raygate.otlp.export.AttributeRules.Place;
import io.raygate.otlp.read.Fields;
import io.raygate.otlp.read.MalformedException;
import io.raygate.otlp.read.ProtobufOutput;
import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.function.Function;

/** Copies {@code KeyValue} messages and leaves out, or replaces, what rules name. What no rule names is copied as bytes. */
final class AttributeEditor {

    private static final int KEY = 1;
    private static final int VALUE = 2;
    private static final int MAX_DEPTH = 32;

    private final byte[] in;
    private final AttributeRules rules;

    AttributeEditor(byte[] in, AttributeRules rules) {
        this.in = in;
        this.rules = rules;
    }

    /** Copies the attribute that {@code fields} is at to {@code field} of what is written. */
    void copy(Fields fields, int fieldFrom, int field, Place place, ByteArrayOutputStream out) {
        copy(fields, fieldFrom, field, key -> rules.rule(place, key), 1, out);
    }

    private void copy(
            Fields fields,
            int fieldFrom,
            int field,
            Function<String, ValueRule> rulesByKey,
            int depth,
            ByteArrayOutputStream out) {
        int outer = fields.enter();
        int from = fields.position();
        int to = fields.end();
        fields.leave(outer);
        ValueRule rule = rulesByKey.apply(key(from, to));
        if (rule.keepsAll()) {
            out.write(in, fieldFrom, to - fieldFrom);
        } else if (!rule.drops(isContainer(from, to))) {
            ProtobufOutput.message(out, field, keyValue(from, to, rule, depth));
        }
    }

    private String key(int from, int to) {
        Fields fields = new Fields(in, from, to);
        String key = "";
        while (fields.next()) {
            if (fields.number() == KEY) {
                key = fields.text();
            } else {
                fields.skip();
            }
        }
        return key;
    }

    private boolean isContainer(int from, int to) {
        Fields fields = new Fields(in, from, to);
        boolean container = false;
        while (fields.next()) {
            if (fields.number() != VALUE) {
                fields.skip();
                continue;
            }
            int outer = fields.enter();
            while (fields.next()) {
                container |= fields.number() == 5 || fields.number() == 6;
                fields.skip();
            }
            fields.leave(outer);
        }
        return container;
    }

    private byte[] keyValue(int from, int to, ValueRule rule, int depth) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(to - from);
        Fields fields = new Fields(in, from, to);
        int fieldFrom = fields.position();
        while (fields.next()) {
            if (fields.number() == VALUE) {
                ProtobufOutput.message(out, VALUE, value(fields, rule, depth));
            } else {
                fields.skip();
                out.write(in, fieldFrom, fields.position() - fieldFrom);
            }
            fieldFrom = fields.position();
        }
        return out.toByteArray();
    }

    private byte[] value(Fields fields, ValueRule rule, int depth) {
        if (depth > MAX_DEPTH) {
            throw new MalformedException("attribute values are nested more than " + MAX_DEPTH + " deep");
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int outer = fields.enter();
        int fieldFrom = fields.position();
        while (fields.next()) {
            switch (fields.number()) {
                case 1 -> ProtobufOutput.text(out, 1, rule.text(fields.text()));
                case 3 -> number(fields, fieldFrom, Long.toString(fields.varint64()), rule, out);
                case 4 ->
                    number(fields, fieldFrom, Double.toString(Double.longBitsToDouble(fields.fixed64())), rule, out);
                case 5 -> ProtobufOutput.message(out, 5, list(fields, rule, depth));
                case 6 -> ProtobufOutput.message(out, 6, map(fields, rule, depth));
                case 7 -> binary(fields, fieldFrom, rule, out);
                default -> {
                    fields.skip();
                    out.write(in, fieldFrom, fields.position() - fieldFrom);
                }
            }
            fieldFrom = fields.position();
        }
        fields.leave(outer);
        return out.toByteArray();
    }

    private void number(Fields fields, int fieldFrom, String digits, ValueRule rule, ByteArrayOutputStream out) {
        String replaced = rule.number(digits);
        if (replaced.equals(digits)) {
            out.write(in, fieldFrom, fields.position() - fieldFrom);
        } else {
            ProtobufOutput.text(out, 1, replaced);
        }
    }

    /** A document would hold it as Base64. */
    private void binary(Fields fields, int fieldFrom, ValueRule rule, ByteArrayOutputStream out) {
        String text = Base64.getEncoder().encodeToString(fields.binary());
        String replaced = rule.text(text);
        if (replaced.equals(text)) {
            out.write(in, fieldFrom, fields.position() - fieldFrom);
        } else {
            ProtobufOutput.text(out, 1, replaced);
        }
    }

    private byte[] list(Fields fields, ValueRule rule, int depth) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int outer = fields.enter();
        while (fields.next()) {
            if (fields.number() == 1) {
                ProtobufOutput.message(out, 1, value(fields, rule, depth + 1));
            } else {
                fields.skip();
            }
        }
        fields.leave(outer);
        return out.toByteArray();
    }

    private byte[] map(Fields fields, ValueRule rule, int depth) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int outer = fields.enter();
        int fieldFrom = fields.position();
        while (fields.next()) {
            if (fields.number() == 1) {
                copy(fields, fieldFrom, 1, rule::member, depth + 1, out);
            } else {
                fields.skip();
            }
            fieldFrom = fields.position();
        }
        fields.leave(outer);
        return out.toByteArray();
    }
}
