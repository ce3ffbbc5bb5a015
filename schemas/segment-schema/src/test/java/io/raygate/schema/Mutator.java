// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.schema;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Changes documents at random, near their structure more often than not. The same seed gives the same documents. */
final class Mutator {

    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "false",
            "0",
            "-0",
            "1.5e3",
            "01",
            "1.",
            ".5",
            "1e999",
            "1e-999",
            "0e999",
            "0e9999",
            "-1e308",
            "9.9e307",
            "1e+308",
            "123456789012345678901234567890123456789012345678901234567890123456789",
            "NaN",
            "Infinity",
            "-Infinity",
            "\"\"",
            "\"aws\"",
            "\"remote\"",
            "\"local\"",
            "\"subsegment\"",
            "\"12\"",
            "\"0123456789abcdef\"",
            "\"0123456789ABCDEF\"",
            "\"0123456789abcdeg\"",
            "\"\\u0030123456789abcdef\"",
            "\"1-5759e988-bd862e3fe1be46a994272793\"",
            "\"5759e988bd862e3fe1be46a994272793\"",
            "\"1-5759e988-bd862e3f\"",
            "{}",
            "[]",
            "[{}]",
            "{\"id\":\"0123456789abcdef\"}",
            "{\"a\":1,\"a\":2}",
            "{\"a\":1,\"\\u0061\":2}",
            "{\"exceptions\":[{}]}",
            "[[[]]]",
            "\"\\ud83d\\ude00\"",
            "\"\\ud83d\"",
            "\"\\ude00\\ud83d\"",
            "\"\uD83D\uDE00\"",
            "\"\u00e4\u4e2d\u0660\u00a0\u2028\"",
            "\"a\\tb\"",
            "\"a\\\\b\"",
            "\"a\tb\"",
            "\"\\x\"",
            "\"\\u12g4\"");
    private static final List<String> KEYS = List.of(
            "name",
            "id",
            "trace_id",
            "start_time",
            "end_time",
            "in_progress",
            "parent_id",
            "type",
            "namespace",
            "user",
            "http",
            "request",
            "response",
            "status",
            "url",
            "aws",
            "eks",
            "cause",
            "exceptions",
            "stack",
            "line",
            "annotations",
            "metadata",
            "subsegments",
            "precursor_ids",
            "links",
            "sql",
            "service",
            "fault",
            "n\\u0061me",
            "",
            "a b",
            "a.b",
            "aws:x",
            "\u00e4",
            "nam",
            "names",
            "tracE_id");
    private static final String STRUCTURE = "{}[]:,\"\\ \n019eE+-.tfnaNI";

    private final SplittableRandom random;

    Mutator(long seed) {
        random = new SplittableRandom(seed);
    }

    byte[] mutate(byte[] document) {
        byte[] mutant = document;
        int changes = random.nextInt(3) > 0 ? 1 : 3;
        for (int i = 0; i < changes; i++) {
            mutant = change(mutant);
        }
        return mutant;
    }

    private byte[] change(byte[] in) {
        int at = random.nextInt(in.length + 1);
        return switch (random.nextInt(20)) {
            case 0 -> replace(in, at, Math.min(in.length, at + 1), new byte[] {(byte) random.nextInt(256)});
            case 1 -> replace(in, at, Math.min(in.length, at + 1), structure());
            case 2 -> replace(in, at, at, structure());
            case 3 -> replace(in, at, Math.min(in.length, at + 1 + random.nextInt(8)), new byte[0]);
            case 4 -> Arrays.copyOf(in, at);
            case 5, 6, 7, 8, 9, 10, 11, 12 -> value(in, at);
            case 13, 14 -> key(in, at);
            case 15, 16, 17 -> member(in, at);
            default -> longer(in, at);
        };
    }

    private byte[] structure() {
        return new byte[] {(byte) STRUCTURE.charAt(random.nextInt(STRUCTURE.length()))};
    }

    /** Replaces the scalar or the opening of the value behind the next colon. */
    private byte[] value(byte[] in, int from) {
        int colon = find(in, from, ':');
        int end = colon;
        while (end < in.length && in[end] != ',' && in[end] != '}' && in[end] != ']') {
            end++;
        }
        return replace(in, Math.min(in.length, colon + 1), Math.max(end, Math.min(in.length, colon + 1)), any(VALUES));
    }

    private byte[] key(byte[] in, int from) {
        int colon = find(in, from, ':');
        int open = colon - 2;
        while (open > 0 && in[open] != '"') {
            open--;
        }
        return open <= 0 || colon >= in.length ? in : replace(in, open + 1, colon - 1, any(KEYS));
    }

    private byte[] member(byte[] in, int from) {
        int brace = find(in, from, '{');
        String member =
                "\"" + KEYS.get(random.nextInt(KEYS.size())) + "\":" + VALUES.get(random.nextInt(VALUES.size()));
        byte[] text = (member + (random.nextInt(8) == 0 ? "" : ",")).getBytes(StandardCharsets.UTF_8);
        int at = Math.min(in.length, brace + 1);
        return replace(in, at, at, text);
    }

    /** Makes the string behind the next quote longer. */
    private byte[] longer(byte[] in, int from) {
        int quote = Math.min(in.length, find(in, from, '"') + 1);
        String piece = random.nextBoolean() ? "x" : "\u00e9";
        return replace(in, quote, quote, piece.repeat(random.nextInt(1100)).getBytes(StandardCharsets.UTF_8));
    }

    private byte[] any(List<String> texts) {
        return texts.get(random.nextInt(texts.size())).getBytes(StandardCharsets.UTF_8);
    }

    private static int find(byte[] in, int from, char wanted) {
        int at = from;
        while (at < in.length && in[at] != wanted) {
            at++;
        }
        return at;
    }

    private static byte[] replace(byte[] in, int start, int end, byte[] with) {
        ByteBuilder out = new ByteBuilder(in.length + with.length);
        out.append(in, 0, start);
        out.append(with, 0, with.length);
        out.append(in, end, in.length);
        return out.toBytes();
    }
}
