// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.redact;

import io.raygate.gateway.splice.JsonBytes;
import io.raygate.gateway.splice.Splices;
import io.raygate.schema.JsonText;
import java.util.Optional;

/**
 * Applies rules to one well-formed JSON text after the other, in one pass over its bytes; what no rule can reach is
 * stepped over. Recursive: the text's depth is bounded by whoever checked it. Not thread-safe.
 */
final class DocumentRedactor {

    private final Redaction redaction;
    private final Optional<Digests> digests;
    private final RedactedCounts counts;
    private final Splices splices = new Splices();
    private final JsonText text = new JsonText();

    private byte[] in = {};
    private int end;

    /** Without {@code digests} where no rule hashes. */
    DocumentRedactor(Redaction redaction, Optional<Digests> digests, RedactedCounts counts) {
        this.redaction = redaction;
        this.digests = digests;
        this.counts = counts;
    }

    /** False where there is nothing to take out; else {@link #apply} makes the changed text. */
    boolean changes(byte[] content, int offset, int length) {
        in = content;
        end = offset + length;
        splices.clear();
        value(JsonBytes.skipSpace(in, offset), Redaction.START);
        return !splices.isEmpty();
    }

    /** The changed text. */
    byte[] apply(int offset, int length) {
        return splices.apply(in, offset, length);
    }

    /** Goes through the value at {@code at}; the byte behind it. */
    private int value(int at, int state) {
        return switch (in[at]) {
            case '{' -> object(at + 1, state);
            case '[' -> array(at + 1, state);
            case '"' -> string(at + 1, redaction.effect(state));
            default -> scalar(at, redaction.effect(state));
        };
    }

    private int object(int open, int state) {
        int keptEnd = open;
        int next = JsonBytes.skipSpace(in, open);
        while (in[next] != '}') {
            int member = next;
            int keyEnd = JsonBytes.closingQuote(in, member + 1);
            text.read(in, member + 1, keyEnd);
            int below = redaction.next(state, text);
            int start = JsonBytes.skipSpace(in, JsonBytes.skipSpace(in, keyEnd + 1) + 1);
            boolean drop = redaction.effect(below).drops(in[start]);
            int valueEnd = drop || below == Redaction.NOTHING_BELOW
                    ? JsonBytes.skipValue(in, start, end)
                    : value(start, below);
            next = JsonBytes.skipSpace(in, valueEnd);
            boolean last = in[next] == '}';
            next = last ? next : JsonBytes.skipSpace(in, next + 1);
            if (drop) {
                counts.add(RedactionAction.DROP);
                splices.remove(last ? keptEnd : member, last ? valueEnd : next);
            } else {
                keptEnd = valueEnd;
            }
        }
        return next + 1;
    }

    private int array(int open, int state) {
        int next = JsonBytes.skipSpace(in, open);
        while (in[next] != ']') {
            next = JsonBytes.skipSpace(in, value(next, state));
            if (in[next] == ',') {
                next = JsonBytes.skipSpace(in, next + 1);
            }
        }
        return next + 1;
    }

    private int string(int start, Effect effect) {
        int quote = JsonBytes.closingQuote(in, start);
        if (effect.hashesStrings()) {
            text.read(in, start, quote);
            if (!Digests.isDigest(text.bytes(), text.start(), text.end())) {
                hash(start - 1, quote + 1, text.bytes(), text.start(), text.end());
            }
        } else if (effect.cutsStrings()) {
            int cut = JsonStrings.behind(in, start, quote, effect.characters());
            if (cut < quote) {
                counts.add(RedactionAction.TRUNCATE);
                splices.remove(cut, quote);
            }
        }
        return quote + 1;
    }

    private int scalar(int at, Effect effect) {
        int behind = JsonBytes.skipValue(in, at, end);
        boolean number = in[at] != 't' && in[at] != 'f' && in[at] != 'n';
        if (number && effect.hashesNumbers()) {
            hash(at, behind, in, at, behind);
        }
        return behind;
    }

    private void hash(int start, int behind, byte[] content, int from, int to) {
        counts.add(RedactionAction.HASH);
        splices.replace(start, behind, digests.orElseThrow().quoted(content, from, to));
    }
}
