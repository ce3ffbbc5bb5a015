// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.submit;

import io.raygate.aws.LruMap;
import io.raygate.block.Document;
import io.raygate.gateway.decode.ReceivedDocument;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Documents that were taken while their record, or one before it, was unfinished, so that they are not sent again when it
 * comes again. The OTLP endpoint would store their spans twice. X-Ray keeps one segment for each id, but each sending counts
 * against what it takes: a record with more documents than a tenant's share lets through in one invocation would never be
 * done. Limited to the life of this process and a bound; beyond either, documents are sent twice. Thread-safe.
 */
@Singleton
public class DeliveredBefore {

    private final int max;

    /** Whoever is in none of these blocks needs no digest. */
    private final LruMap<BlockName, Boolean> blocks;

    private final LruMap<ByteBuffer, Boolean> digests;

    DeliveredBefore(SubmitConfig config) {
        this.max = config.rememberedDocuments();
        this.blocks = new LruMap<>(Math.max(1, max));
        this.digests = new LruMap<>(Math.max(1, max));
    }

    /** Those that were not delivered before. */
    public <D> List<D> without(List<D> documents, Function<D, ReceivedDocument> received) {
        return documents.stream()
                .filter(document -> !isKnown(received.apply(document)))
                .toList();
    }

    /**
     * Remembers what was delivered of records that come again.
     *
     * @param offered    documents that were sent
     * @param submission what became of them
     * @param firstAgain position of the first record that comes again, with all after it
     */
    public void note(List<ReceivedDocument> offered, Submission submission, int firstAgain) {
        if (max == 0) {
            return;
        }
        List<ReceivedDocument> again = offered.stream()
                .filter(received -> received.recordIndex() >= firstAgain)
                .toList();
        if (again.isEmpty()) {
            return;
        }
        Set<ByteBuffer> others = new HashSet<>();
        submission.split().forEach(document -> others.add(digest(document)));
        submission.unfinished().forEach(document -> others.add(digest(document)));
        submission.refused().forEach(refused -> others.add(digest(refused.document())));
        for (ReceivedDocument received : again) {
            ByteBuffer digest = digest(received);
            if (!others.contains(digest)) {
                blocks.put(BlockName.of(received), true);
                digests.put(digest, true);
            }
        }
    }

    private boolean isKnown(ReceivedDocument received) {
        return blocks.get(BlockName.of(received)).isPresent()
                && digests.get(digest(received)).isPresent();
    }

    /** SHA-256 of the block's name and the body: two documents with the same digest would count as one. */
    private static ByteBuffer digest(ReceivedDocument received) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            BlockName name = BlockName.of(received);
            ByteBuffer block = ByteBuffer.allocate(2 * Long.BYTES)
                    .putLong(name.producerId())
                    .putLong(name.sequence());
            sha.update(block.flip());
            Document body = received.document();
            sha.update(body.content(), body.offset(), body.length());
            return ByteBuffer.wrap(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private record BlockName(long producerId, long sequence) {

        static BlockName of(ReceivedDocument received) {
            return new BlockName(
                    received.origin().producerId(), received.block().sequence());
        }
    }
}
