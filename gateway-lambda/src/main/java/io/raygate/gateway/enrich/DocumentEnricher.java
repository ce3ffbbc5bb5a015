// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.enrich;

import io.raygate.schema.DocumentOffsets;
import io.raygate.schema.Edits;
import io.raygate.schema.JsonSteps;
import java.nio.charset.StandardCharsets;

/**
 * Adds members to one valid document after the other. What a document has already stays as it is, but where the policy
 * says otherwise; every byte that is not replaced stays. Costs a look at the keys of {@code annotations},
 * {@code metadata} and {@code aws.eks}, and one copy. Adding the same again changes nothing. Not thread-safe.
 */
final class DocumentEnricher {

    /** "Up to 50 annotations per trace": X-Ray Developer Guide, "Segments", read 2026-11-22. */
    static final int MAX_ANNOTATIONS = 50;

    private static final byte[] COMMA = {','};
    private static final byte[] CLOSE = {'}'};
    private static final byte[] CLOSE_TWICE = {'}', '}'};
    private static final byte[] EKS = bytes("\"eks\":{");
    private static final byte[] AWS_EKS = bytes(",\"aws\":{\"eks\":{");
    private static final byte[] ANNOTATIONS = bytes(",\"annotations\":{");
    private static final byte[] METADATA = bytes(",\"metadata\":{");

    private final int maxBytes;
    private final boolean override;
    private final GivenUp givenUp;
    private final Edits edits = new Edits();
    private final PresentParts present = new PresentParts();
    private int[] chosen = new int[16];

    /** Documents do not grow over {@code maxBytes}. */
    DocumentEnricher(int maxBytes, boolean override, GivenUp givenUp) {
        this.maxBytes = maxBytes;
        this.override = override;
        this.givenUp = givenUp;
    }

    /** False where the document has all that it can get; else {@link #apply} makes the changed one. */
    boolean changes(byte[] in, int offset, int length, DocumentOffsets offsets, Part[] parts) {
        present.find(in, offset + length, offsets, parts);
        int count = choose(in, offsets, parts);
        plan(in, offsets, parts, count);
        while (count > 0 && length + edits.growth() > maxBytes) {
            count--;
            givenUp.add(parts[chosen[count]].kind());
            plan(in, offsets, parts, count);
        }
        return !edits.isEmpty();
    }

    /** The changed document. */
    byte[] apply(byte[] in, int offset, int length) {
        return edits.apply(in, offset, length);
    }

    private int choose(byte[] in, DocumentOffsets offsets, Part[] parts) {
        if (chosen.length < parts.length) {
            chosen = new int[parts.length];
        }
        int count = 0;
        int freeAnnotations = MAX_ANNOTATIONS - offsets.annotationCount();
        for (int i = 0; i < parts.length; i++) {
            PartKind kind = parts[i].kind();
            if ((kind.segmentsOnly() && offsets.subsegment()) || (parts[i].completing() && offsets.eksOpen() < 0)) {
                continue;
            }
            if (present.has(i)) {
                if (override && !present.says(i, in, parts[i].value())) {
                    chosen[count++] = i;
                }
            } else if (kind == PartKind.ANNOTATION && freeAnnotations-- <= 0) {
                givenUp.add(kind);
            } else {
                chosen[count++] = i;
            }
        }
        return count;
    }

    private void plan(byte[] in, DocumentOffsets offsets, Part[] parts, int count) {
        edits.clear();
        for (int i = 0; i < count; i++) {
            int part = chosen[i];
            if (present.has(part)) {
                edits.replace(present.start(part), present.end(part), parts[part].value());
            }
        }
        eks(in, offsets, parts, count);
        insert(offsets.rootClose(), COMMA, PartKind.ORIGIN, new byte[0], parts, count);
        into(in, offsets.annotationsOpen(), offsets, ANNOTATIONS, PartKind.ANNOTATION, parts, count);
        into(in, offsets.metadataOpen(), offsets, METADATA, PartKind.METADATA, parts, count);
    }

    private void eks(byte[] in, DocumentOffsets offsets, Part[] parts, int count) {
        if (offsets.eksOpen() >= 0 || offsets.awsOpen() < 0) {
            into(in, offsets.eksOpen(), offsets, AWS_EKS, PartKind.EKS, parts, count);
        } else if (insert(offsets.awsOpen(), EKS, PartKind.EKS, CLOSE, parts, count)) {
            separate(in, offsets.awsOpen());
        }
    }

    /** Puts the members of a kind into the object opened before {@code open}, or into one that {@code opening} opens. */
    private void into(
            byte[] in, int open, DocumentOffsets offsets, byte[] opening, PartKind kind, Part[] parts, int count) {
        if (open < 0) {
            insert(offsets.rootClose(), opening, kind, kind == PartKind.EKS ? CLOSE_TWICE : CLOSE, parts, count);
        } else if (insert(open, new byte[0], kind, new byte[0], parts, count)) {
            separate(in, open);
        }
    }

    /** Puts the members of a kind that the document lacks at {@code position}; false where there are none. */
    private boolean insert(int position, byte[] before, PartKind kind, byte[] behind, Part[] parts, int count) {
        boolean any = false;
        for (int i = 0; i < count; i++) {
            int part = chosen[i];
            if (parts[part].kind() == kind && !present.has(part)) {
                edits.insert(position, any ? COMMA : before);
                edits.insert(position, parts[part].member());
                any = true;
            }
        }
        if (any) {
            edits.insert(position, behind);
        }
        return any;
    }

    private void separate(byte[] in, int open) {
        if (in[JsonSteps.skipSpace(in, open)] != '}') {
            edits.insert(open, COMMA);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
