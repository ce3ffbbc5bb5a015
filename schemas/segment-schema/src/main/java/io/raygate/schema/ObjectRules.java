// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.schema;

import io.raygate.schema.Shape.Role;

/** What becomes of keys, and of objects once all their members are read. */
final class ObjectRules {

    private static final Mark[] ENTITY = {Mark.NAME, Mark.ID, Mark.START_TIME};

    private final JsonScanner scanner;
    private final Fixes fixes;
    private final DocumentOffsets offsets;
    private final JsonText text = new JsonText();

    ObjectRules(JsonScanner scanner, Fixes fixes, DocumentOffsets offsets) {
        this.scanner = scanner;
        this.fixes = fixes;
        this.offsets = offsets;
    }

    /** Takes the string which the scanner read last for the frame's key; the rule for its value. */
    Field key(Frame frame) {
        frame.keyStart = scanner.stringStart;
        frame.keyEnd = scanner.stringEnd;
        frame.keyEscaped = scanner.escaped;
        text.read(scanner);
        frame.field = frame.shape.find(text.bytes, text.start, text.end);
        return frame.field;
    }

    /** What the key alone says of its member; {@code first} is false where the object has the key already. */
    Outcome checkKey(Frame frame, int depth, boolean first) {
        if (!first) {
            String message = "the object has this key twice";
            return fixes.may(Repair.REMOVED_DUPLICATE, RejectionReason.DUPLICATE_KEY, depth, message)
                    ? Outcome.DROP
                    : Outcome.FAIL;
        }
        if (frame.shape.role() != Role.ANNOTATIONS || Texts.isAnnotationKey(text)) {
            return Outcome.KEEP;
        }
        String message = "an annotation key must be 1 to 500 letters, digits, underscores or dots";
        if (!fixes.may(Repair.RENAMED_ANNOTATION, RejectionReason.INVALID_ANNOTATION, depth, message)) {
            return Outcome.FAIL;
        }
        fixes.edits().replace(frame.keyStart, frame.keyEnd, NameRepair.annotationKey(text));
        return Outcome.KEEP;
    }

    /** A member ended and another starts at {@code start}. */
    void between(Frame frame, Outcome outcome, int start) {
        frame.next(start);
        if (outcome == Outcome.DROP) {
            fixes.edits().remove(frame.memberStart, start);
        }
    }

    /** A member ended at {@code end}, and nothing follows. */
    void last(Frame frame, Outcome outcome, int end) {
        if (outcome == Outcome.DROP) {
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
            offsets.rootOpen = frame.open;
            offsets.rootClose = close;
        } else if (depth == 2) {
            switch (fixes.path().at(1).field.mark) {
                case AWS -> {
                    offsets.awsOpen = frame.open;
                    offsets.awsClose = close;
                }
                case ANNOTATIONS -> {
                    offsets.annotationsOpen = frame.open;
                    offsets.annotationsClose = close;
                }
                case METADATA -> {
                    offsets.metadataOpen = frame.open;
                    offsets.metadataClose = close;
                }
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
        if (!frame.has(Mark.TRACE_ID)) {
            return missing("trace_id", outer);
        }
        if (!frame.has(Mark.TYPE)) {
            return entity(frame, outer, DocumentShapes.MAX_SEGMENT_NAME);
        }
        return frame.has(Mark.PARENT_ID)
                ? entity(frame, outer, DocumentShapes.MAX_SUBSEGMENT_NAME)
                : missing("parent_id", outer);
    }

    private Outcome entity(Frame frame, int outer, int maxName) {
        for (Mark mark : ENTITY) {
            if (!frame.has(mark)) {
                return missing(mark.key(), outer);
            }
        }
        if (!frame.has(Mark.END_TIME) && !frame.has(Mark.IN_PROGRESS)) {
            return missing("end_time, or in_progress with the value true,", outer);
        }
        if (frame.has(Mark.END_TIME) && frame.has(Mark.IN_PROGRESS) && !closeTwice(frame, outer)) {
            return Outcome.FAIL;
        }
        return name(frame, outer, maxName);
    }

    private boolean closeTwice(Frame frame, int outer) {
        String message = "end_time and in_progress exclude each other";
        if (!fixes.may(Repair.REMOVED_IN_PROGRESS, RejectionReason.TIME_CONFLICT, outer, message)) {
            return false;
        }
        if (frame.keptEnd == frame.progressEnd) {
            fixes.edits().remove(frame.progressKept, frame.end);
        } else {
            fixes.edits().remove(frame.progressStart, frame.progressNext);
        }
        return true;
    }

    private Outcome name(Frame frame, int outer, int max) {
        text.read(scanner.in, frame.nameStart, frame.nameEnd, frame.nameEscaped);
        if (frame.nameLength <= max && Texts.isName(text)) {
            return Outcome.KEEP;
        }
        String message = "name must be 1 to " + max + " letters, digits, spaces or _.:/%&#=+-@";
        if (!fixes.may(Repair.REWROTE_NAME, RejectionReason.INVALID_NAME, outer, message)) {
            return Outcome.FAIL;
        }
        fixes.edits().replace(frame.nameStart, frame.nameEnd, NameRepair.name(text, max));
        return Outcome.KEEP;
    }

    private Outcome exception(Frame frame, int outer) {
        if (frame.has(Mark.ID)) {
            return Outcome.KEEP;
        }
        String message = "id of the exception is missing";
        if (!fixes.may(Repair.ADDED_EXCEPTION_ID, RejectionReason.MISSING_FIELD, outer, message)) {
            return Outcome.FAIL;
        }
        String id = "\"id\":\"" + ExceptionIds.at(frame.open) + "\"";
        fixes.edits().insert(frame.open, frame.keptEnd == frame.open ? id : id + ",");
        return Outcome.KEEP;
    }

    private Outcome missing(String what, int outer) {
        return fixes.reject(RejectionReason.MISSING_FIELD, outer, what + " is missing");
    }
}
