// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.schema;

/**
 * One pass over one document: checks every byte, notes the first thing that cannot be tolerated, the changes that
 * would make the document valid, and the offsets which enrichment needs. Allocates nothing on valid input.
 *
 * <p>Methods take the position where they start and return the one where they end, so that positions stay in registers. One
 * loop reads the members of one object, and leaves it when a container opens or closes: it then returns the complement of
 * its position, and {@link #depth} has changed.
 */
final class Walk {

    private static final int FAILED = JsonScanner.FAILED;
    private static final short COMMA_QUOTE = ',' | '"' << 8;
    private static final Field DOCUMENT =
            new Field("", Kind.OBJECT, Mark.NONE, DocumentShapes.DOCUMENT, Field.UNBOUNDED);

    private final JsonScanner scanner = new JsonScanner();
    private final Path path;
    private final Findings findings;
    private final Fixes fixes;
    private final Edits edits = new Edits();
    private final DocumentOffsets offsets = new DocumentOffsets();
    private final Keys keys;
    private final ScalarValues values;
    private final ScalarRules scalars;
    private final ObjectRules objects;
    private final TimeRules times;
    private final int maxDepth;

    /** How many containers are open. */
    private int depth;

    Walk(ValidationMode mode, int maxDepth, Findings findings) {
        this.findings = findings;
        this.maxDepth = maxDepth;
        this.path = new Path(maxDepth);
        this.fixes = new Fixes(mode, scanner, path, findings, edits);
        this.times = new TimeRules(scanner, fixes, offsets);
        this.objects = new ObjectRules(scanner, fixes, offsets, times);
        this.scalars = new ScalarRules(scanner, fixes, offsets);
        this.keys = new Keys(scanner, fixes, objects);
        this.values = new ScalarValues(scanner, fixes, new StringRules(scanner, fixes, offsets), scalars);
    }

    DocumentOffsets offsets() {
        return offsets;
    }

    Edits edits() {
        return edits;
    }

    /** The times of the last document; see {@link TimeRules#received}. */
    TimeRules times() {
        return times;
    }

    /** True where the document is valid once {@link #edits()} are made. */
    boolean document(byte[] bytes, int offset, int length, String pointerPrefix) {
        scanner.reset(bytes, offset, length);
        path.reset(bytes, pointerPrefix);
        keys.clear();
        edits.clear();
        offsets.clear();
        times.clear();
        int first = JsonScanner.skipSpace(bytes, offset, scanner.end);
        if (first == scanner.end) {
            fixes.syntax(0, "the document is empty");
            return false;
        }
        boolean object = bytes[first] == '{';
        int behind = root(object ? DOCUMENT : DocumentShapes.ANYTHING, first);
        return behind != FAILED && ended(behind) && (object || notAnObject()) && !findings.isRejected();
    }

    private boolean ended(int behind) {
        return JsonScanner.skipSpace(scanner.in, behind, scanner.end) == scanner.end
                || fixes.syntax(0, "something follows the document") != FAILED;
    }

    private boolean notAnObject() {
        findings.reject(RejectionReason.NOT_AN_OBJECT, path.pointer(0), "the document is not an object", "");
        return false;
    }

    /** The position behind the document, which starts at {@code first}. */
    private int root(Field rule, int first) {
        depth = 0;
        Frame outside = path.at(0);
        outside.beginArray(rule, first);
        int at = value(outside, first);
        while (depth > 0 && at != FAILED) {
            Frame frame = path.at(depth);
            at = frame.array ? items(frame, ~at) : members(frame, ~at);
        }
        return at >= 0 || at == FAILED ? at : ~at;
    }

    private int members(Frame frame, int from) {
        int at = frame.fresh ? firstMember(frame, from) : nextMember(frame, from);
        while (at >= 0) {
            at = keys.read(frame, depth, at);
            if (at < 0) {
                return at;
            }
            at = value(frame, at);
            if (at >= 0) {
                at = nextMember(frame, at);
            }
        }
        return at;
    }

    private int firstMember(Frame frame, int from) {
        frame.fresh = false;
        int next = JsonScanner.skipSpace(scanner.in, from, scanner.end);
        boolean empty = next < scanner.end && scanner.in[next] == '}';
        return empty ? closed(frame, objects.close(frame, depth, next), next + 1) : keyAt(next);
    }

    /** What follows a member that ends at {@code from}. */
    private int nextMember(Frame frame, int from) {
        if (Words.areTwo(COMMA_QUOTE, scanner.in, from, scanner.end) && !frame.dropped) {
            return from + 1;
        }
        int next = JsonScanner.skipSpace(scanner.in, from, scanner.end);
        byte b = next < scanner.end ? scanner.in[next] : 0;
        if (b == ',') {
            return keyAt(separated(frame, next));
        }
        if (b == '}') {
            objects.last(frame, from);
            return closed(frame, objects.close(frame, depth, next), next + 1);
        }
        return fixes.syntax(depth, "a comma or closing brace is missing");
    }

    private int keyAt(int at) {
        return at < scanner.end && scanner.in[at] == '"' ? at : fixes.syntax(depth - 1, "a key is missing");
    }

    /** The start of what follows the comma. */
    private int separated(Frame frame, int comma) {
        int start = JsonScanner.skipSpace(scanner.in, comma + 1, scanner.end);
        if (frame.dropped) {
            objects.removeBefore(frame, start);
        }
        return start;
    }

    private int items(Frame frame, int from) {
        int at = frame.fresh ? firstItem(frame, from) : nextItem(frame, from);
        while (at >= 0) {
            frame.index++;
            frame.memberStart = at;
            at = value(frame, at);
            if (at >= 0) {
                at = nextItem(frame, at);
            }
        }
        return at;
    }

    private int firstItem(Frame frame, int from) {
        frame.fresh = false;
        int next = JsonScanner.skipSpace(scanner.in, from, scanner.end);
        boolean empty = next < scanner.end && scanner.in[next] == ']';
        return empty ? closed(frame, Outcome.KEEP, next + 1) : next;
    }

    private int nextItem(Frame frame, int from) {
        int next = JsonScanner.skipSpace(scanner.in, from, scanner.end);
        byte b = next < scanner.end ? scanner.in[next] : 0;
        if (b == ',') {
            return separated(frame, next);
        }
        if (b == ']') {
            objects.last(frame, from);
            return closed(frame, Outcome.KEEP, next + 1);
        }
        return fixes.syntax(depth, "a comma or closing bracket is missing");
    }

    /** Reads the value at {@code at}, the present member of {@code frame}. */
    private int value(Frame frame, int at) {
        byte first = at < scanner.end ? scanner.in[at] : 0;
        boolean container = first == '{' || first == '[';
        return container ? open(frame.field, first == '[', at + 1) : values.read(frame, depth, at);
    }

    private int open(Field field, boolean array, int behindBracket) {
        if (depth == maxDepth) {
            String message = "objects and arrays are nested too deeply";
            findings.reject(RejectionReason.TOO_DEEP, path.pointer(depth), message, "");
            return FAILED;
        }
        depth++;
        Frame frame = path.at(depth);
        if (array) {
            frame.beginArray(field.kind == Kind.ARRAY ? field.item : DocumentShapes.ANYTHING, behindBracket);
        } else {
            frame.beginObject(field.shape, keys.open(), behindBracket);
        }
        return ~behindBracket;
    }

    /** The object or array in {@code frame} ends at {@code end}, and with it a member of the frame around it. */
    private int closed(Frame frame, Outcome outcome, int end) {
        depth--;
        Frame around = path.at(depth);
        Outcome settled = outcome;
        if (outcome != Outcome.FAIL && !(frame.array ? around.field.takesArray() : around.field.takesObject())) {
            scanner.value(frame.open - 1, end);
            settled = scalars.wrongContainer(around.field, depth);
        }
        return around.settled(settled, end) == FAILED ? FAILED : ~end;
    }
}
