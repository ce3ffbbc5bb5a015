// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.submit;

import io.raygate.aws.LruMap;
import io.raygate.block.Document;
import io.raygate.gateway.batch.SpanDocument;
import io.raygate.gateway.decode.ReceivedDocument;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Requests of spans that the OTLP endpoint has taken while something else of their record was unfinished, so that they are
 * not sent again when the record comes again: the endpoint would store their spans twice. Limited to the life of this process
 * and a bound; beyond either, spans are sent twice. Thread-safe.
 */
@Singleton
public class DeliveredBefore {

    private final int max;
    private final LruMap<ByteBuffer, Boolean> digests;

    DeliveredBefore(SubmitConfig config) {
        this.max = config.rememberedRequests();
        this.digests = new LruMap<>(Math.max(1, max));
    }

    /** The documents that were not delivered before. */
    public List<SpanDocument> without(List<SpanDocument> documents) {
        return documents.stream()
                .filter(document -> digests.get(digest(document.received())).isEmpty())
                .toList();
    }

    /**
     * Remembers what was delivered of records that come again.
     *
     * @param offered    requests of spans that were sent
     * @param submission what became of them
     * @param unfinished positions of records that come again
     */
    public void note(List<ReceivedDocument> offered, Submission submission, Set<Integer> unfinished) {
        if (unfinished.isEmpty() || max == 0) {
            return;
        }
        Set<ByteBuffer> others = new HashSet<>();
        submission.split().forEach(document -> others.add(digest(document)));
        submission.unfinished().forEach(document -> others.add(digest(document)));
        submission.refused().forEach(refused -> others.add(digest(refused.document())));
        for (ReceivedDocument received : offered) {
            if (unfinished.contains(received.recordIndex()) && !others.contains(digest(received))) {
                digests.put(digest(received), true);
            }
        }
    }

    /** SHA-256 of the block's name and the request: two requests with the same digest would count as one. */
    private static ByteBuffer digest(ReceivedDocument received) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            ByteBuffer block = ByteBuffer.allocate(2 * Long.BYTES)
                    .putLong(received.origin().producerId())
                    .putLong(received.block().sequence());
            sha.update(block.flip());
            Document body = received.document();
            sha.update(body.content(), body.offset(), body.length());
            return ByteBuffer.wrap(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
