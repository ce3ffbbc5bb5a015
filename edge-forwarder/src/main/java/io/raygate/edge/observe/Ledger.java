// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.observe;

import jakarta.inject.Singleton;
import java.util.Map;

/**
 * The books of this process, in documents and in OpenTelemetry spans; a segment document holds none. For each unit and at
 * every moment {@code received + replayed = published + rejected + dropped + buffered}: each entry moves documents, with
 * their spans, from one account to another under one lock, so no balance is ever taken between two halves of an entry. The
 * lock is uncontended on the receiving thread, costs some 20 ns a document and allocates nothing.
 *
 * <p>What is buffered is lost where the process is killed, but for what the spool has on disk. Thread-safe.
 */
@Singleton
public class Ledger {

    private final Books documents = new Books();
    private final Books spans = new Books();

    /** A segment came, in a datagram or a request, and is now in a block. */
    public void accept() {
        acceptSpans(0);
    }

    /** A document came that holds this many spans, and is now in a block. */
    public synchronized void acceptSpans(int count) {
        documents.accept(1);
        spans.accept(count);
    }

    /** A datagram came and holds no document, or a document came that cannot be taken. */
    public void reject(RejectReason reason) {
        rejectSpans(reason, 0);
    }

    /** A document came that holds this many spans and cannot be taken. */
    public synchronized void rejectSpans(RejectReason reason, int count) {
        documents.reject(reason, 1);
        spans.reject(reason, count);
    }

    /** The spool found what a process before this one has left on disk. */
    public synchronized void replay(Contents contents) {
        documents.replay(contents.documents());
        spans.replay(contents.spans());
    }

    /** A document of spans came that the configuration does not want. */
    public synchronized void refuse(DropReason reason, int count) {
        documents.refuse(reason, 1);
        spans.refuse(reason, count);
    }

    /** A document came and was dropped at once: it is beyond the limits of its sender. Its spans are told apart. */
    public synchronized void shed(DropReason reason, String namespace) {
        documents.shed(reason, namespace, 1);
    }

    /** Spans came, in a document that stays or is shed by itself, and were dropped at once. */
    public synchronized void shedSpans(DropReason reason, String namespace, int count) {
        spans.shed(reason, namespace, count);
    }

    /** This many datagrams came and are given up without a look at what is in them. */
    public synchronized void lose(DropReason reason, int datagrams) {
        documents.refuse(reason, datagrams);
    }

    /** The documents shed until now, by namespace; part of those dropped. Empty stands for senders without a workload. */
    public synchronized Map<String, Map<DropReason, Long>> shedByNamespace() {
        return documents.shedByNamespace();
    }

    /** The same of spans. */
    public synchronized Map<String, Map<DropReason, Long>> shedSpansByNamespace() {
        return spans.shedByNamespace();
    }

    /** The stream has accepted these. */
    public synchronized void publish(Contents contents) {
        documents.publish(contents.documents());
        spans.publish(contents.spans());
    }

    /** These are given up. */
    public synchronized void drop(DropReason reason, Contents contents) {
        documents.drop(reason, contents.documents());
        spans.drop(reason, contents.spans());
    }

    /** All accounts of documents at one moment. */
    public synchronized Balance balance() {
        return documents.balance();
    }

    /** All accounts of both units at one moment. */
    public synchronized Balances balances() {
        return new Balances(documents.balance(), spans.balance());
    }

    /**
     * What blocks hold.
     *
     * @param spans in all of the documents together
     */
    public record Contents(int documents, int spans) {

        /** Nothing but segments. */
        public static Contents ofSegments(int documents) {
            return new Contents(documents, 0);
        }
    }

    /** The accounts of documents and those of spans. */
    public record Balances(Balance documents, Balance spans) {}

    /**
     * All accounts of one unit at one moment.
     *
     * @param received datagrams taken off the sockets, and documents of the requests that were taken; or their spans
     * @param replayed what a process before this one had received and left on disk
     * @param buffered in an open block, in the spool, or on its way to the stream
     */
    public record Balance(
            long received,
            long replayed,
            long published,
            long buffered,
            Map<RejectReason, Long> rejected,
            Map<DropReason, Long> dropped) {

        public Balance {
            rejected = Map.copyOf(rejected);
            dropped = Map.copyOf(dropped);
        }

        /** Refused on arrival, for all reasons. */
        public long rejectedTotal() {
            return rejected.values().stream().mapToLong(Long::longValue).sum();
        }

        /** Given up, for all reasons. */
        public long droppedTotal() {
            return dropped.values().stream().mapToLong(Long::longValue).sum();
        }
    }
}
