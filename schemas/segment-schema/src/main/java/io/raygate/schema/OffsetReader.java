// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.schema;

/**
 * Finds the offsets of a document that is known to be valid: looks at the keys of the document and of its subsegments, and
 * steps over everything else. One instance a document.
 */
final class OffsetReader {

    private final DocumentOffsets offsets = new DocumentOffsets();
    private final JsonText key = new JsonText();
    private final byte[] in;
    private final int end;

    OffsetReader(byte[] in, int end) {
        this.in = in;
        this.end = end;
    }

    /** Of the document that starts at {@code at}, behind white space. */
    DocumentOffsets read(int at) {
        offsets.rootClose = entity(JsonSteps.skipSpace(in, at) + 1, true) - 1;
        return offsets;
    }

    /** A segment or subsegment opened before {@code open}; the byte behind it. */
    private int entity(int open, boolean root) {
        int at = JsonSteps.skipSpace(in, open);
        while (in[at] != '}') {
            int start = valueStart(at);
            Field field = DocumentShapes.DOCUMENT.find(key.bytes, key.start, key.end);
            if (root) {
                note(field.mark, start);
            }
            at = next(member(field, start));
        }
        return at + 1;
    }

    /** Reads the key at {@code quote}; where its value starts. */
    private int valueStart(int quote) {
        int colon = JsonSteps.skipSpace(in, key.readString(in, quote + 1) + 1);
        return JsonSteps.skipSpace(in, colon + 1);
    }

    /** The member behind a value that ends at {@code at}, or the closing brace or bracket. */
    private int next(int at) {
        int next = JsonSteps.skipSpace(in, at);
        return in[next] == ',' ? JsonSteps.skipSpace(in, next + 1) : next;
    }

    /** What the document itself says. */
    private void note(Mark mark, int start) {
        switch (mark) {
            case TRACE_ID -> offsets.traceId = start + 1;
            case ID -> offsets.id = start + 1;
            case TYPE -> offsets.subsegment = true;
            case ORIGIN -> offsets.origin = start;
            case FAULT, ERROR, THROTTLE -> offsets.mark(mark, in[start] == 't');
            case AWS -> aws(start + 1);
            case ANNOTATIONS -> offsets.annotationsOpen = start + 1;
            case METADATA -> offsets.metadataOpen = start + 1;
            default -> {}
        }
    }

    private void aws(int open) {
        offsets.awsOpen = open;
        int at = JsonSteps.skipSpace(in, open);
        while (in[at] != '}') {
            int start = valueStart(at);
            if (DocumentShapes.AWS.find(key.bytes, key.start, key.end).mark == Mark.EKS) {
                offsets.eksOpen = start + 1;
            }
            at = next(JsonSteps.skipValue(in, start, end));
        }
    }

    /** The byte behind the value at {@code start}, within which annotations are counted. */
    private int member(Field field, int start) {
        if (field.mark == Mark.ANNOTATIONS) {
            return annotations(start + 1);
        }
        return field.item.shape == DocumentShapes.SUBSEGMENT
                ? subsegments(start + 1)
                : JsonSteps.skipValue(in, start, end);
    }

    private int annotations(int open) {
        int at = JsonSteps.skipSpace(in, open);
        while (in[at] != '}') {
            offsets.annotationCount++;
            at = next(JsonSteps.skipValue(in, valueStart(at), end));
        }
        return at + 1;
    }

    private int subsegments(int open) {
        int at = JsonSteps.skipSpace(in, open);
        while (in[at] != ']') {
            at = next(entity(at + 1, false));
        }
        return at + 1;
    }
}
