// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.schema;

import io.raygate.schema.Verdict.Accepted;
import io.raygate.schema.Verdict.Rejected;
import io.raygate.schema.Verdict.Repaired;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The verdict on segments and independent subsegments, in one pass over the bytes. A valid document costs no
 * allocation; a repair costs copies of the document and a pass over each. Time and memory are linear in the input and
 * bounded by {@link DocumentLimits}. Not thread-safe: one instance a thread.
 */
public final class SegmentValidator {

    private static final Accepted ACCEPTED = new Accepted();
    /** A repair can uncover another, for example two annotation keys that become equal; more rounds are not known. */
    private static final int MAX_ROUNDS = 4;

    private static final double NANOS_PER_SECOND = 1e9;

    private static final String TOO_LARGE = "the document is larger than X-Ray takes";

    private final ValidationMode mode;
    private final DocumentLimits limits;
    private final TimeLimits times;
    private final Findings findings;
    private final Walk walk;
    private List<SuspiciousTime> suspicions = List.of();
    private double receivedSeconds;

    /** A validator within X-Ray's limits. */
    public static SegmentValidator of(ValidationMode mode) {
        return new SegmentValidator(mode, DocumentLimits.DEFAULT);
    }

    /** Stops at the first thing for which a document is refused. Allocates what it needs for its life, about 100 KiB. */
    public SegmentValidator(ValidationMode mode, DocumentLimits limits) {
        this(mode, limits, TimeLimits.DEFAULT, 1);
    }

    /** {@code maxRefusals} is how many things are looked for in a document that is refused; at least 1. */
    public SegmentValidator(ValidationMode mode, DocumentLimits limits, TimeLimits times, int maxRefusals) {
        this.mode = mode;
        this.limits = limits;
        this.times = times;
        this.findings = new Findings(maxRefusals);
        this.walk = new Walk(mode, limits.maxDepth(), findings);
    }

    /** Where things stand in the document of the last call, if that was {@link Accepted}. */
    public DocumentOffsets offsets() {
        return walk.offsets();
    }

    /** Everything for which the document of the last call is refused, up to the bound, if that was {@link Rejected}. */
    public List<Refusal> refusals() {
        return findings.refusals();
    }

    /** The suspicious times of what the last call accepted or repaired. */
    public List<SuspiciousTime> suspicions() {
        return suspicions;
    }

    /** The verdict on {@code bytes[offset, offset + length)}, of which nothing is kept. */
    public Verdict validate(byte[] bytes, int offset, int length) {
        return validate(bytes, offset, length, 0);
    }

    /**
     * The same for a document that was received {@code receivedUnixNanos} after 1970, so that old and future times are
     * {@link #suspicions suspicious}; 0 where this is not known.
     */
    public Verdict validate(byte[] bytes, int offset, int length, long receivedUnixNanos) {
        receivedSeconds = receivedUnixNanos / NANOS_PER_SECOND;
        suspicions = List.of();
        findings.clear();
        if (length > limits.maxInputBytes() || (mode == ValidationMode.STRICT && length > limits.maxDocumentBytes())) {
            return tooLarge();
        }
        boolean walked = walk.document(bytes, offset, length, "");
        if (walked && walk.edits().isEmpty() && length <= limits.maxDocumentBytes()) {
            takeSuspicions();
            return ACCEPTED;
        }
        if (mode == ValidationMode.STRICT) {
            return Utf8.startsWithByteOrderMark(bytes, offset, length) ? behindByteOrderMark() : findings.rejected();
        }
        return walked ? finished(walk.edits().apply(bytes, offset, length)) : normalised(bytes, offset, length);
    }

    /** Goes on with a document whose first changes are made. */
    private Verdict finished(byte[] document) {
        List<byte[]> documents = new ArrayList<>();
        return repair(document, "", documents) ? new Repaired(documents, findings.repairs()) : findings.rejected();
    }

    /** Starts again with text that JSON readers take, document by document where it is an array. */
    private Verdict normalised(byte[] bytes, int offset, int length) {
        findings.clear();
        byte[] text = text(bytes, offset, length);
        Ranges items = ArrayItems.of(text);
        if (items.count() == 0) {
            return finished(text);
        }
        findings.repaired(Repair.SPLIT_ARRAY);
        List<byte[]> documents = new ArrayList<>();
        for (int i = 0; i < items.count() && !findings.isFull(); i++) {
            repair(Arrays.copyOfRange(text, items.start(i), items.end(i)), "/" + i, documents);
        }
        return findings.isRejected() ? findings.rejected() : new Repaired(documents, findings.repairs());
    }

    /** Of a walk that changed nothing. */
    private void takeSuspicions() {
        walk.times().received(receivedSeconds, times);
        List<SuspiciousTime> found = walk.times().suspicions().listed();
        if (suspicions.isEmpty()) {
            suspicions = found;
        } else if (suspicions.size() < Repaired.MAX_LISTED) {
            suspicions = Stream.concat(suspicions.stream(), found.stream()).toList();
        }
    }

    /** The input as UTF-8 without byte order mark. As the X-Ray daemon does it, what is not UTF-8 becomes U+FFFD. */
    private byte[] text(byte[] bytes, int offset, int length) {
        int start = offset;
        if (Utf8.startsWithByteOrderMark(bytes, offset, length)) {
            findings.repaired(Repair.REMOVED_BYTE_ORDER_MARK);
            start += Utf8.BYTE_ORDER_MARK_LENGTH;
        }
        int end = offset + length;
        if (Utf8.isWellFormed(bytes, start, end)) {
            return Arrays.copyOfRange(bytes, start, end);
        }
        findings.repaired(Repair.REPLACED_MALFORMED_TEXT);
        return new String(bytes, start, end - start, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
    }

    /** Adds what becomes of one document to {@code documents}; false where it is rejected. */
    private boolean repair(byte[] document, String prefix, List<byte[]> documents) {
        byte[] present = document;
        for (int round = 0; round < MAX_ROUNDS; round++) {
            if (!walk.document(present, 0, present.length, prefix)) {
                return false;
            }
            if (walk.edits().isEmpty()) {
                takeSuspicions();
                return fit(present, documents);
            }
            present = walk.edits().apply(present, 0, present.length);
        }
        findings.reject(RejectionReason.INVALID_FIELD, prefix, "the document needs too many repairs", "");
        return false;
    }

    private boolean fit(byte[] document, List<byte[]> documents) {
        if (document.length <= limits.maxDocumentBytes()) {
            return documents.add(document);
        }
        List<byte[]> parts = Oversize.fit(document, limits.maxDocumentBytes(), findings);
        if (!parts.isEmpty()) {
            return documents.addAll(parts);
        }
        findings.reject(RejectionReason.TOO_LARGE, "", TOO_LARGE, "");
        return false;
    }

    /** Without this, the walk's own word stands, that the text is not JSON. */
    private Rejected behindByteOrderMark() {
        findings.clear();
        findings.reject(RejectionReason.MALFORMED_TEXT, "", "the text starts with a byte order mark", "");
        return findings.rejected();
    }

    private Rejected tooLarge() {
        findings.reject(RejectionReason.TOO_LARGE, "", TOO_LARGE, "");
        return findings.rejected();
    }
}
