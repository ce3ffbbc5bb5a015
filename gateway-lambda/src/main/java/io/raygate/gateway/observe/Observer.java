// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.observe;

import io.raygate.gateway.decode.DecodedEvent;
import io.raygate.gateway.decode.KinesisEvent;
import io.raygate.gateway.time.Deadline;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Opens and closes the books of an invocation. */
@Singleton
public class Observer {

    private final BlockSequences sequences;
    private final SelfTrace trace;

    Observer(BlockSequences sequences, SelfTrace trace) {
        this.sequences = sequences;
        this.trace = trace;
    }

    /**
     * Opens books with what came.
     *
     * @param startUnixMillis when the invocation began, milliseconds since the epoch
     */
    public InvocationBooks open(KinesisEvent event, DecodedEvent decoded, long startUnixMillis) {
        InvocationBooks books = new InvocationBooks(event.tenant());
        BlockCounts blocks = sequences.note(event.tenant(), decoded.blocks());
        StageBooks.enter(books, event, decoded, blocks, startUnixMillis);
        return books;
    }

    /** Closes books and prints them where CloudWatch reads them: standard output, one JSON object a line. */
    @SuppressWarnings("SystemOut") // the embedded metric format is read from standard output, unadorned
    public void close(InvocationBooks books, long startUnixMillis, Deadline deadline) {
        long nowUnixMillis = System.currentTimeMillis();
        StageBooks.enter(books, Duration.ofMillis(nowUnixMillis - startUnixMillis));
        EmbeddedMetrics.lines(books, nowUnixMillis).forEach(System.out::println);
        trace.send(books, startUnixMillis, deadline);
    }
}
