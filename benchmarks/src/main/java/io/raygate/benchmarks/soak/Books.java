// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.soak;

import io.raygate.benchmarks.report.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What became of every document that was sent.
 *
 * @param sent datagrams that the system took from the sender
 * @param delivered documents that are new to X-Ray
 * @param quarantined different documents in the queue
 * @param rejected by the forwarder, by reason of what they are
 * @param dropped by the forwarder, which says so
 * @param refused datagrams that met no socket, while no forwarder ran
 * @param kernelDrops datagrams that came while a socket's buffer was full
 * @param kills of the forwarder by SIGKILL
 * @param stops of the forwarder by SIGTERM
 */
record Books(
        long sent,
        long delivered,
        long quarantined,
        long rejected,
        long dropped,
        long refused,
        long kernelDrops,
        int kills,
        int stops) {

    /** An open block, one more being sealed, and what waits in the buffer of a socket of 4 MiB: at most 1,600 of 1.5 KB. */
    private static final int MOST_PER_KILL = 2_000;

    /** What comes between the last read of a socket and its end. */
    private static final int MOST_PER_STOP = 500;

    /**
     * What was in the memory of forwarders that were killed, or in the buffers of sockets that went: nobody can count it but by
     * subtraction.
     */
    long ended() {
        return sent - delivered - quarantined - rejected - dropped - refused - kernelDrops;
    }

    /** The most that {@link #ended} may be. */
    long mostEnded() {
        return (long) kills * MOST_PER_KILL + (long) stops * MOST_PER_STOP;
    }

    /** Every document is in one account, and none in two. */
    boolean areClosed() {
        return ended() >= 0 && ended() <= mostEnded();
    }

    /** Why they are not closed, or that they are. */
    String sentence() {
        if (areClosed()) {
            return "The books are closed.";
        }
        return String.format(
                Locale.ROOT,
                "The books are open: %,d documents are in no account, and %d kills and %d stops of the forwarder"
                        + " explain at most %,d.",
                ended(),
                kills,
                stops,
                mostEnded());
    }

    /** One row for each account. */
    Table table() {
        Table table = new Table("books", "Books", "documents");
        List<String> accounts = new ArrayList<>(
                List.of("delivered", "quarantined", "rejected", "dropped", "met no socket", "dropped by the kernel"));
        long[] counts = {delivered, quarantined, rejected, dropped, refused, kernelDrops};
        table.add("sent", "", sent);
        for (int i = 0; i < counts.length; i++) {
            table.add(accounts.get(i), "", counts[i]);
        }
        table.add("in forwarders that ended", kills + " × SIGKILL, " + stops + " × SIGTERM", ended());
        return table;
    }
}
