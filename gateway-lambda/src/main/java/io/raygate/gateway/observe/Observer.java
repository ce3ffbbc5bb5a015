// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.observe;

import io.raygate.aws.Deadline;
import io.raygate.gateway.decode.DecodedEvent;
import io.raygate.gateway.decode.KinesisEvent;
import io.raygate.gateway.observe.BlockSequences.BlockCounts;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Opens and closes the books of an invocation. */
@Singleton
public class Observer {

    private final BlockSequences sequences;
    private final SelfTrace trace;
    private final EmbeddedMetrics metrics;

    Observer(BlockSequences sequences, SelfTrace trace, ObserveConfig config) {
        this.sequences = sequences;
        this.trace = trace;
        this.metrics = new EmbeddedMetrics(config.ring().orElse(""));
    }

    /** Opens the ledger of an invocation that begins now. */
    public Ledger open() {
        return new Ledger(System.currentTimeMillis());
    }

    /** Enters the records and documents of one tenant. */
    public void enter(Ledger ledger, KinesisEvent event, DecodedEvent decoded) {
        BlockCounts blocks = sequences.note(event.tenant(), decoded.blocks());
        StageBooks.enter(ledger.of(event.tenant()), event, decoded, blocks, ledger.startUnixMillis());
    }

    /** Closes the books and prints them where CloudWatch reads them: standard output, one JSON object a line. */
    @SuppressWarnings("SystemOut") // the embedded metric format is read from standard output, unadorned
    public void close(Ledger ledger, Deadline deadline) {
        long nowUnixMillis = System.currentTimeMillis();
        for (InvocationBooks books : ledger.all()) {
            StageBooks.enter(books, Duration.ofMillis(nowUnixMillis - ledger.startUnixMillis()));
            metrics.lines(books, nowUnixMillis).forEach(System.out::println);
            trace.send(books, ledger.startUnixMillis(), deadline);
        }
    }
}
