// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.otlp.export;

import io.raygate.otlp.export.AttributeRules.Place;
import io.raygate.otlp.read.Fields;
import io.raygate.otlp.read.ProtobufOutput;
import java.io.ByteArrayOutputStream;

/** Applies rules to spans, resources and scopes. */
final class SpanEditor {

    private static final String EXCEPTION = "exception";

    private final AttributeRules rules;

    SpanEditor(AttributeRules rules) {
        this.rules = rules;
    }

    /** Where attributes stand in a message. */
    private record Attributes(int field, Place place) {}

    /** The resource, edited. */
    byte[] resource(byte[] resource) {
        return rules.isEmpty() ? resource : message(resource, 0, resource.length, new Attributes(1, Place.RESOURCE));
    }

    /** The scope, edited. */
    byte[] scope(byte[] scope) {
        return rules.isEmpty() ? scope : message(scope, 0, scope.length, new Attributes(3, Place.SCOPE));
    }

    /** The span in {@code in[from, to)}, edited. */
    byte[] span(byte[] in, int from, int to) {
        AttributeEditor editor = new AttributeEditor(in, rules);
        ByteArrayOutputStream out = new ByteArrayOutputStream(to - from);
        Fields fields = new Fields(in, from, to);
        int fieldFrom = from;
        while (fields.next()) {
            switch (fields.number()) {
                case 3 -> text(fields, in, fieldFrom, Place.TRACE_STATE, out);
                case 9 -> editor.copy(fields, fieldFrom, 9, Place.SPAN, out);
                case 11 -> event(fields, in, out);
                case 13 -> link(fields, in, out);
                case 15 -> status(fields, in, out);
                default -> skip(fields, in, fieldFrom, out);
            }
            fieldFrom = fields.position();
        }
        return out.toByteArray();
    }

    private void event(Fields fields, byte[] in, ByteArrayOutputStream out) {
        int outer = fields.enter();
        int from = fields.position();
        int to = fields.end();
        fields.leave(outer);
        Place place = name(in, from, to).equals(EXCEPTION) ? Place.EXCEPTION : Place.EVENT;
        ProtobufOutput.message(out, 11, message(in, from, to, new Attributes(3, place)));
    }

    private void link(Fields fields, byte[] in, ByteArrayOutputStream out) {
        int outer = fields.enter();
        ProtobufOutput.message(out, 13, message(in, fields.position(), fields.end(), new Attributes(4, Place.LINK)));
        fields.leave(outer);
    }

    private void status(Fields fields, byte[] in, ByteArrayOutputStream out) {
        ByteArrayOutputStream status = new ByteArrayOutputStream();
        int outer = fields.enter();
        int fieldFrom = fields.position();
        while (fields.next()) {
            if (fields.number() == 2) {
                text(fields, in, fieldFrom, Place.STATUS_MESSAGE, status);
            } else {
                skip(fields, in, fieldFrom, status);
            }
            fieldFrom = fields.position();
        }
        fields.leave(outer);
        ProtobufOutput.message(out, 15, status.toByteArray());
    }

    private void text(Fields fields, byte[] in, int fieldFrom, Place place, ByteArrayOutputStream out) {
        String text = fields.text();
        ValueRule rule = rules.rule(place, "");
        if (text.isEmpty() || rule.keepsAll()) {
            out.write(in, fieldFrom, fields.position() - fieldFrom);
        } else if (!rule.drops(false)) {
            ProtobufOutput.text(out, place == Place.TRACE_STATE ? 3 : 2, rule.text(text));
        }
    }

    private byte[] message(byte[] in, int from, int to, Attributes attributes) {
        AttributeEditor editor = new AttributeEditor(in, rules);
        ByteArrayOutputStream out = new ByteArrayOutputStream(to - from);
        Fields fields = new Fields(in, from, to);
        int fieldFrom = from;
        while (fields.next()) {
            if (fields.number() == attributes.field) {
                editor.copy(fields, fieldFrom, attributes.field, attributes.place, out);
            } else {
                skip(fields, in, fieldFrom, out);
            }
            fieldFrom = fields.position();
        }
        return out.toByteArray();
    }

    private static String name(byte[] in, int from, int to) {
        Fields fields = new Fields(in, from, to);
        String name = "";
        while (fields.next()) {
            if (fields.number() == 2) {
                name = fields.text();
            } else {
                fields.skip();
            }
        }
        return name;
    }

    private static void skip(Fields fields, byte[] in, int fieldFrom, ByteArrayOutputStream out) {
        fields.skip();
        out.write(in, fieldFrom, fields.position() - fieldFrom);
    }
}
