// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.redact;

import io.raygate.schema.AnnotationKeys;
import io.raygate.schema.Edits;
import io.raygate.schema.JsonSteps;
import io.raygate.schema.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Applies rules to one well-formed JSON text after the other, in one pass over its bytes; what no rule can reach is
 * stepped over. Recursive: the text's depth is bounded by whoever checked it. Not thread-safe.
 */
final class DocumentRedactor {

    private final Redaction redaction;
    private final Optional<Digests> digests;
    private final RedactedCounts counts;
    private final Edits edits = new Edits();
    private final JsonText text = new JsonText();

    private final byte[] withheld = Withheld.TEXT.getBytes(StandardCharsets.US_ASCII);

    private Reading reading = Reading.AS_IT_STANDS;
    private byte[] in = {};
    private int end;

    /** Without {@code digests} where no rule hashes. */
    DocumentRedactor(Redaction redaction, Optional<Digests> digests, RedactedCounts counts) {
        this.redaction = redaction;
        this.digests = digests;
        this.counts = counts;
    }

    /** False where there is nothing to take out; else {@link #apply} makes the changed text. */
    boolean changes(byte[] content, int offset, int length, Reading as) {
        reading = as;
        in = content;
        end = offset + length;
        edits.clear();
        value(JsonSteps.skipSpace(in, offset), Redaction.START);
        return !edits.isEmpty();
    }

    /** The changed text. */
    byte[] apply(int offset, int length) {
        return edits.apply(in, offset, length);
    }

    /** Goes through the value at {@code at}; the byte behind it. */
    private int value(int at, int state) {
        return switch (in[at]) {
            case '{' -> object(at + 1, state);
            case '[' -> array(at + 1, state);
            case '"' -> string(at + 1, state);
            default -> scalar(at, redaction.effect(state));
        };
    }

    private int object(int open, int state) {
        int keptEnd = open;
        int next = JsonSteps.skipSpace(in, open);
        while (in[next] != '}') {
            int member = next;
            int keyEnd = text.readString(in, member + 1);
            int below = below(state);
            int start = JsonSteps.skipSpace(in, JsonSteps.skipSpace(in, keyEnd + 1) + 1);
            boolean drop = redaction.effect(below).drops(in[start]);
            int valueEnd = drop || below == Redaction.NOTHING_BELOW
                    ? JsonSteps.skipValue(in, start, end)
                    : value(start, below);
            next = JsonSteps.skipSpace(in, valueEnd);
            boolean last = in[next] == '}';
            next = last ? next : JsonSteps.skipSpace(in, next + 1);
            if (drop) {
                counts.add(RedactionAction.DROP);
                edits.remove(last ? keptEnd : member, last ? valueEnd : next);
            } else {
                keptEnd = valueEnd;
            }
        }
        return next + 1;
    }

    /** The state behind the key in {@link #text}. */
    private int below(int state) {
        if (reading != Reading.AS_IT_STANDS && redaction.annotated(state) && !AnnotationKeys.isLegal(text)) {
            byte[] repaired = AnnotationKeys.repaired(text).getBytes(StandardCharsets.US_ASCII);
            text.read(repaired, 0, repaired.length);
        }
        return redaction.next(state, text);
    }

    private int array(int open, int state) {
        int next = JsonSteps.skipSpace(in, open);
        while (in[next] != ']') {
            next = JsonSteps.skipSpace(in, value(next, state));
            if (in[next] == ',') {
                next = JsonSteps.skipSpace(in, next + 1);
            }
        }
        return next + 1;
    }

    private int string(int start, int state) {
        Effect effect = redaction.effect(state);
        int quote = JsonSteps.closingQuote(in, start);
        if (!effect.acts() && reading != Reading.TO_BE_KEPT) {
            return quote + 1;
        }
        text.read(in, start, quote);
        if (effect.keepsNumber() && JsonStrings.isNumber(text)) {
            return quote + 1;
        }
        if (effect.hashesStrings()) {
            if (!Digests.isDigest(text.bytes(), text.start(), text.end())) {
                hash(start - 1, quote + 1, text.bytes(), text.start(), text.end());
            }
        } else if (reading == Reading.TO_BE_KEPT && redaction.reachesOn(state) && JsonStrings.mayHoldJson(text)) {
            counts.addWithheld();
            edits.replace(start, quote, withheld);
        } else if (effect.cutsStrings()) {
            cut(start, quote, effect.characters());
        }
        return quote + 1;
    }

    private void cut(int start, int quote, int characters) {
        int cut = JsonSteps.skipCharacters(in, start, quote, characters);
        if (cut < quote) {
            counts.add(RedactionAction.TRUNCATE);
            edits.remove(cut, quote);
        }
    }

    private int scalar(int at, Effect effect) {
        int behind = JsonSteps.skipValue(in, at, end);
        boolean number = in[at] != 't' && in[at] != 'f' && in[at] != 'n';
        if (number && effect.hashesNumbers()) {
            hash(at, behind, in, at, behind);
        }
        return behind;
    }

    private void hash(int start, int behind, byte[] content, int from, int to) {
        counts.add(RedactionAction.HASH);
        edits.replace(start, behind, digests.orElseThrow().quoted(content, from, to));
    }
}
