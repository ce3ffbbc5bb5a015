// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Sends documents at a rate until told to stop, and remembers when it sent which. */
final class SentDocuments {

    private static final int CHUNKS_A_SECOND = 20;

    private final Map<String, Long> nanosById = new LinkedHashMap<>();
    private volatile boolean stopping;

    /** Begins to send; the future completes some time after {@link #stop()}. */
    CompletableFuture<Void> send(InetSocketAddress daemon, int perSecond) {
        stopping = false;
        return CompletableFuture.runAsync(() -> {
            try (var datagrams = new Datagrams(daemon)) {
                while (!stopping) {
                    List<TestDocument> chunk = TestDocument.numbered(perSecond / CHUNKS_A_SECOND);
                    datagrams.send(chunk, perSecond);
                    long now = System.nanoTime();
                    chunk.forEach(document -> nanosById.put(document.id(), now));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    void stop() {
        stopping = true;
    }

    /** By the id of the document; when its chunk was sent. Not while it sends. */
    Map<String, Long> nanosById() {
        return nanosById;
    }
}
