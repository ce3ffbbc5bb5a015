// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.validate;

import io.raygate.schema.DocumentOffsets;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Adds one {@link Enrichment} to valid documents, byte ranges between byte ranges. Costs a copy of the document and one
 * look at the keys of its annotations and metadata; allocates nothing. Not thread-safe.
 */
final class Splicer {

    private final byte[] eks;
    private final byte[] aws;
    private final byte[] origin;
    private final byte[] metadataKey;
    private final byte[] metadataEntry;
    private final byte[] metadata;
    private final byte[] annotations;
    private final byte[][] annotationKeys;
    private final byte[][] annotationEntries;

    private final int[] positions;
    private final byte[][] pieces;
    /** 1 where a piece is the first member of its object, and so goes without its comma. */
    private final int[] skips;

    private int count;

    Splicer(Enrichment enrichment) {
        String eksMember = "\"eks\":" + object(enrichment.eks());
        eks = bytes("," + eksMember);
        aws = bytes(",\"aws\":{" + eksMember + "}");
        origin = bytes(",\"origin\":\"" + Enrichment.ORIGIN + "\"");
        metadataKey = bytes(Enrichment.METADATA_KEY);
        String entry = "\"" + Enrichment.METADATA_KEY + "\":" + object(enrichment.metadata());
        metadataEntry = bytes("," + entry);
        metadata = bytes(",\"metadata\":{" + entry + "}");
        annotations = bytes(",\"annotations\":" + object(enrichment.annotations()));
        annotationKeys =
                enrichment.annotations().keySet().stream().map(Splicer::bytes).toArray(byte[][]::new);
        annotationEntries = enrichment.annotations().entrySet().stream()
                .map(annotation -> bytes("," + member(annotation)))
                .toArray(byte[][]::new);
        int most = annotationKeys.length + 4;
        positions = new int[most];
        pieces = new byte[most][];
        skips = new int[most];
    }

    private static String object(Map<String, String> fields) {
        return fields.entrySet().stream().map(Splicer::member).collect(Collectors.joining(",", "{", "}"));
    }

    private static String member(Map.Entry<String, String> field) {
        return "\"" + field.getKey() + "\":\"" + field.getValue() + "\"";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** By how many bytes a document grows at most. */
    int maxAddedBytes() {
        return aws.length + origin.length + metadata.length + annotations.length;
    }

    /**
     * Writes {@code in[offset, offset + length)}, which was just accepted with these offsets, to {@code out}.
     *
     * @param out has room for {@code length} + {@link #maxAddedBytes()}
     * @return the number of bytes written
     */
    int splice(byte[] in, int offset, int length, DocumentOffsets offsets, byte[] out) {
        count = 0;
        collect(in, offsets);
        int from = offset;
        int to = 0;
        for (int i = 0; i < count; i++) {
            int kept = positions[i] - from;
            System.arraycopy(in, from, out, to, kept);
            from += kept;
            to += kept;
            int added = pieces[i].length - skips[i];
            System.arraycopy(pieces[i], skips[i], out, to, added);
            to += added;
        }
        int rest = offset + length - from;
        System.arraycopy(in, from, out, to, rest);
        return to + rest;
    }

    private void collect(byte[] in, DocumentOffsets offsets) {
        if (offsets.awsOpen() < 0) {
            insert(offsets.rootClose(), aws, 0);
        } else if (offsets.eksOpen() < 0) {
            insert(offsets.awsClose(), eks, Members.isEmpty(in, offsets.awsOpen(), offsets.awsClose()) ? 1 : 0);
        }
        if (offsets.origin() < 0) {
            insert(offsets.rootClose(), origin, 0);
        }
        if (offsets.annotationsOpen() < 0) {
            insert(offsets.rootClose(), annotations, 0);
        } else {
            annotate(in, offsets.annotationsOpen(), offsets.annotationsClose());
        }
        if (offsets.metadataOpen() < 0) {
            insert(offsets.rootClose(), metadata, 0);
        } else if (!Members.has(in, offsets.metadataOpen(), offsets.metadataClose(), metadataKey)) {
            boolean empty = Members.isEmpty(in, offsets.metadataOpen(), offsets.metadataClose());
            insert(offsets.metadataClose(), metadataEntry, empty ? 1 : 0);
        }
    }

    private void annotate(byte[] in, int open, int close) {
        int skip = Members.isEmpty(in, open, close) ? 1 : 0;
        for (int i = 0; i < annotationKeys.length; i++) {
            if (!Members.has(in, open, close, annotationKeys[i])) {
                insert(close, annotationEntries[i], skip);
                skip = 0;
            }
        }
    }

    /** Keeps the pieces in the order of their positions, those at one position in the order of the calls. */
    private void insert(int position, byte[] piece, int skip) {
        int at = count++;
        while (at > 0 && positions[at - 1] > position) {
            positions[at] = positions[at - 1];
            pieces[at] = pieces[at - 1];
            skips[at] = skips[at - 1];
            at--;
        }
        positions[at] = position;
        pieces[at] = piece;
        skips[at] = skip;
    }
}
