// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.splice;

/** Steps over the parts of well-formed JSON text. On other text the answers mean nothing. Allocates nothing. */
public final class JsonBytes {

    private JsonBytes() {}

    /** The first byte at or behind {@code at} that is not white space. */
    public static int skipSpace(byte[] in, int at) {
        int next = at;
        while (in[next] == ' ' || in[next] == '\n' || in[next] == '\r' || in[next] == '\t') {
            next++;
        }
        return next;
    }

    /** The closing quote of the string whose content starts at {@code at}. */
    public static int closingQuote(byte[] in, int at) {
        int next = at;
        while (in[next] != '"') {
            next += in[next] == '\\' ? 2 : 1;
        }
        return next;
    }

    /** The byte behind the value that starts at {@code at}; {@code end} is the end of the text. */
    public static int skipValue(byte[] in, int at, int end) {
        return switch (in[at]) {
            case '"' -> closingQuote(in, at + 1) + 1;
            case '{', '[' -> skipContainer(in, at);
            default -> skipScalar(in, at, end);
        };
    }

    private static int skipContainer(byte[] in, int at) {
        int depth = 0;
        int next = at;
        while (true) {
            switch (in[next]) {
                case '"' -> next = closingQuote(in, next + 1);
                case '{', '[' -> depth++;
                case '}', ']' -> depth--;
                default -> {}
            }
            next++;
            if (depth == 0) {
                return next;
            }
        }
    }

    private static int skipScalar(byte[] in, int at, int end) {
        int next = at;
        while (next < end && in[next] > ' ' && in[next] != ',' && in[next] != '}' && in[next] != ']') {
            next++;
        }
        return next;
    }
}
