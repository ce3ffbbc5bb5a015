// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.otlp.export;

import io.raygate.otlp.read.Fields;
import io.raygate.otlp.read.MalformedException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Holds texts and attributes to what every reader of protobuf takes: UTF-8, and values not nested too deeply. */
final class Texts {

    private static final int MAX_DEPTH = 32;

    private Texts() {}

    /** Passes over the text that the field holds, unless it is not UTF-8. */
    static void check(Fields fields, byte[] in) {
        int outer = fields.enter();
        int from = fields.position();
        int to = fields.end();
        for (int at = from; at < to; at++) {
            if (in[at] < 0) {
                decode(in, at, to);
                break;
            }
        }
        fields.leave(outer);
    }

    /** Checks the attributes of a message and the texts beside them, which a resource has none of, and a scope two. */
    static void attributes(byte[] message, int attributes) {
        Fields fields = new Fields(message, 0, message.length);
        while (fields.next()) {
            if (fields.number() == attributes) {
                keyValue(fields, message, 1);
            } else if (fields.number() < attributes) {
                check(fields, message);
            } else {
                fields.skip();
            }
        }
    }

    /** Checks the fields beside a resource or a scope. */
    static void schemaUrl(byte[] beside) {
        Fields fields = new Fields(beside, 0, beside.length);
        while (fields.next()) {
            if (fields.number() == 3) {
                check(fields, beside);
            } else {
                fields.skip();
            }
        }
    }

    private static void decode(byte[] in, int from, int to) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(in, from, to - from));
        } catch (CharacterCodingException e) {
            throw new MalformedException("a text is not UTF-8");
        }
    }

    /** Passes over the attribute that the field holds, unless it is malformed. */
    static void keyValue(Fields fields, byte[] in, int depth) {
        int outer = fields.enter();
        while (fields.next()) {
            switch (fields.number()) {
                case 1 -> check(fields, in);
                case 2 -> value(fields, in, depth);
                default -> fields.skip();
            }
        }
        fields.leave(outer);
    }

    private static void value(Fields fields, byte[] in, int depth) {
        if (depth > MAX_DEPTH) {
            throw new MalformedException("attribute values are nested more than " + MAX_DEPTH + " deep");
        }
        int outer = fields.enter();
        while (fields.next()) {
            switch (fields.number()) {
                case 1 -> check(fields, in);
                case 2, 3 -> fields.varint64();
                case 4 -> fields.fixed64();
                case 5 -> values(fields, in, depth, false);
                case 6 -> values(fields, in, depth, true);
                case 7 -> fields.binary();
                default -> fields.skip();
            }
        }
        fields.leave(outer);
    }

    private static void values(Fields fields, byte[] in, int depth, boolean map) {
        int outer = fields.enter();
        while (fields.next()) {
            if (fields.number() != 1) {
                fields.skip();
            } else if (map) {
                keyValue(fields, in, depth + 1);
            } else {
                value(fields, in, depth + 1);
            }
        }
        fields.leave(outer);
    }
}
