// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.block;

import java.util.function.Supplier;

/**
 * Whose blocks a writer makes: an origin, of which more may become known, and the sequence of the blocks made so far. Not
 * thread-safe.
 */
public final class BlockProducer {

    private final Supplier<Origin> origins;
    private final long id;
    private Origin origin;
    private EncodedOrigin encodedOrigin;
    private long sequence;

    /**
     * A producer that has made no block yet.
     *
     * @param origins asked when a block opens; answers with the same instance until something changes, always of the same
     *     producer
     */
    public BlockProducer(Supplier<Origin> origins) {
        this.origins = origins;
        this.origin = origins.get();
        this.encodedOrigin = EncodedOrigin.of(origin);
        this.id = origin.producerId();
    }

    long id() {
        return id;
    }

    /** The sequence number of the block that is sealed now. */
    long nextSequence() {
        return sequence++;
    }

    /** The origin as the block that is sealed now holds it. */
    byte[] encoded() {
        return encodedOrigin.withSequence(sequence);
    }

    int maxEncodedBytes() {
        return encodedOrigin.maxLength();
    }

    /** Takes in what has become known, for a block that opens. */
    @SuppressWarnings(
            "ReferenceEquality") // the same instance until something changes, so the steady path compares once
    void refresh() {
        Origin newest = origins.get();
        if (newest == origin) {
            return;
        }
        if (newest.producerId() != id) {
            throw new IllegalArgumentException(
                    "a writer has one producer: producerId=" + id + ", given=" + newest.producerId());
        }
        origin = newest;
        encodedOrigin = EncodedOrigin.of(newest);
    }
}
