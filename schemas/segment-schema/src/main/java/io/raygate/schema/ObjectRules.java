// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.schema;

/** What becomes of keys, and of objects once all their members are read. */
final class ObjectRules {

    private static final Mark[] ENTITY = {Mark.NAME, Mark.ID, Mark.START_TIME};

    private final JsonScanner scanner;
    private final Fixes fixes;
    private final DocumentOffsets offsets;
    private final TimeRules times;
    private final JsonText text = new JsonText();

    ObjectRules(JsonScanner scanner, Fixes fixes, DocumentOffsets offsets, TimeRules times) {
        this.scanner = scanner;
        this.fixes = fixes;
        this.offsets = offsets;
        this.times = times;
    }

    /** The object has the present key already. */
    Outcome duplicate(Frame frame, int depth) {
        String message = "the object has this key twice";
        int at = frame.keyStart();
        return fixes.may(Repair.REMOVED_DUPLICATE, RejectionReason.DUPLICATE_KEY, depth, message, at, at, "")
                ? Outcome.DROP
                : fixes.refused();
    }

    /** The present key, which ends at the quote {@code close}, is that of an annotation. */
    Outcome annotation(Frame frame, int depth, int close) {
        text.read(scanner.in, frame.keyStart(), close);
        if (Texts.isAnnotationKey(text)) {
            return Outcome.KEEP;
        }
        String message = "an annotation key must be 1 to 500 letters, digits, underscores or dots";
        String key = quoted(NameRepair.annotationKey(text));
        return replace(
                Repair.RENAMED_ANNOTATION,
                RejectionReason.INVALID_ANNOTATION,
                depth,
                message,
                frame.memberStart,
                close + 1,
                key);
    }

    /** The present member is to go, and another starts at {@code start}. */
    void removeBefore(Frame frame, int start) {
        frame.dropped = false;
        fixes.edits().remove(frame.memberStart, start);
    }

    /** The last member ended at {@code end}. */
    void last(Frame frame, int end) {
        if (frame.dropped) {
            fixes.edits().remove(frame.keptEnd, end);
        }
        frame.end = end;
    }

    /** All members of the object in the frame at {@code depth} are read; {@code close} is its brace. */
    Outcome close(Frame frame, int depth, int close) {
        note(frame, depth, close);
        return switch (frame.shape.role()) {
            case PLAIN -> Outcome.KEEP;
            case ANNOTATIONS -> {
                offsets.annotationCount += frame.kept;
                yield Outcome.KEEP;
            }
            case EXCEPTION -> exception(frame, depth - 1);
            case DOCUMENT -> document(frame, depth - 1);
            case SUBSEGMENT -> entity(frame, depth - 1, DocumentShapes.MAX_SUBSEGMENT_NAME);
        };
    }

    private void note(Frame frame, int depth, int close) {
        if (depth == 1) {
            offsets.rootClose = close;
        } else if (depth == 2) {
            switch (fixes.path().at(1).field.mark) {
                case AWS -> offsets.awsOpen = frame.open;
                case ANNOTATIONS -> offsets.annotationsOpen = frame.open;
                case METADATA -> offsets.metadataOpen = frame.open;
                default -> {}
            }
        } else if (depth == 3 && isEks()) {
            offsets.eksOpen = frame.open;
        }
    }

    private boolean isEks() {
        return fixes.path().at(1).field.mark == Mark.AWS && fixes.path().at(2).field.mark == Mark.EKS;
    }

    private Outcome document(Frame frame, int outer) {
        if (!frame.has(Mark.TRACE_ID) && missing("trace_id", outer) == Outcome.FAIL) {
            return Outcome.FAIL;
        }
        if (!frame.has(Mark.TYPE)) {
            return entity(frame, outer, DocumentShapes.MAX_SEGMENT_NAME);
        }
        return frame.has(Mark.PARENT_ID) || noParent(frame, outer) != Outcome.FAIL
                ? entity(frame, outer, DocumentShapes.MAX_SUBSEGMENT_NAME)
                : Outcome.FAIL;
    }

    /** An independent subsegment has no place without its parent: here alone a bad parent_id costs the document. */
    private Outcome noParent(Frame frame, int outer) {
        if (frame.first(DocumentShapes.PARENT_ID)) {
            return missing("parent_id", outer);
        }
        String message = "parent_id of an independent subsegment must be 16 hex digits";
        return fixes.reject(RejectionReason.INVALID_ID, fixes.path().pointer(outer) + "/parent_id", message, "");
    }

    private Outcome entity(Frame frame, int outer, int maxName) {
        for (Mark mark : ENTITY) {
            if (!frame.has(mark) && missing(mark.key(), outer) == Outcome.FAIL) {
                return Outcome.FAIL;
            }
        }
        Outcome end = end(frame, outer);
        if (end == Outcome.FAIL) {
            return end;
        }
        times.entity(frame, outer);
        return frame.nameStart > 0 ? name(frame, outer, maxName) : Outcome.KEEP;
    }

    private Outcome end(Frame frame, int outer) {
        boolean ended = frame.has(Mark.END_TIME);
        if (ended != frame.has(Mark.IN_PROGRESS)) {
            return Outcome.KEEP;
        }
        return ended ? closeTwice(frame, outer) : missing("end_time, or in_progress with the value true,", outer);
    }

    private Outcome closeTwice(Frame frame, int outer) {
        String message = "end_time and in_progress exclude each other";
        int from = frame.progressStart;
        int to = frame.progressEnd;
        if (!fixes.may(Repair.REMOVED_IN_PROGRESS, RejectionReason.TIME_CONFLICT, outer, message, from, to, "")) {
            return fixes.refused();
        }
        if (frame.keptEnd == frame.progressEnd) {
            fixes.edits().remove(frame.progressKept, frame.end);
        } else {
            fixes.edits().remove(frame.progressStart, nextMember(frame.progressEnd));
        }
        return Outcome.KEEP;
    }

    private int nextMember(int memberEnd) {
        int comma = JsonSteps.skipSpace(scanner.in, memberEnd);
        return JsonSteps.skipSpace(scanner.in, comma + 1);
    }

    private Outcome name(Frame frame, int outer, int max) {
        text.read(scanner.in, frame.nameStart, frame.nameEnd);
        // X-Ray cuts a long name itself
        if (Texts.isName(text) && (fixes.isRepairing() || text.codePoints() <= max)) {
            return Outcome.KEEP;
        }
        String message = "name must be 1 to " + max + " letters, digits, spaces or _.:/%&#=+-@";
        return replace(
                Repair.REWROTE_NAME,
                RejectionReason.INVALID_NAME,
                outer,
                message,
                frame.nameStart - 1,
                frame.nameEnd + 1,
                quoted(NameRepair.name(text)));
    }

    private static String quoted(String legal) {
        return '"' + legal + '"';
    }

    private Outcome replace(
            Repair repair, RejectionReason reason, int depth, String message, int from, int to, String after) {
        if (!fixes.may(repair, reason, depth, message, from, to, after)) {
            return fixes.refused();
        }
        fixes.edits().replace(from, to, after);
        return Outcome.KEEP;
    }

    private Outcome exception(Frame frame, int outer) {
        if (frame.has(Mark.EXCEPTION_ID)) {
            return Outcome.KEEP;
        }
        String message = "id of the exception is missing";
        String id = "\"id\":\"" + ExceptionIds.at(frame.open) + "\"";
        int at = frame.open;
        if (!fixes.may(Repair.ADDED_EXCEPTION_ID, RejectionReason.MISSING_FIELD, outer, message, at, at, id)) {
            return fixes.refused();
        }
        fixes.edits().insert(frame.open, frame.keptEnd == frame.open ? id : id + ",");
        return Outcome.KEEP;
    }

    private Outcome missing(String what, int outer) {
        return fixes.reject(RejectionReason.MISSING_FIELD, outer, what + " is missing");
    }
}
