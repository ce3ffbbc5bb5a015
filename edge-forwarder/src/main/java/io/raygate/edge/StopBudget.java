// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge;

import io.raygate.edge.publish.PublishConfig;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * The time from the order to stop until the books are closed: {@code raygate.publish.drain-timeout}, one budget for
 * everything. Threads that wait for a socket or a disk cannot be made to stop, so nobody waits for them longer than this:
 * they are daemons, and are left alone.
 *
 * <pre>
 *   0                               1/2                         3/4             1        + 5 s
 *   |── sockets are read, the spool ──|── the last blocks are ─────|── and put on ─|── end ──|
 *   |   is emptied                    |   read and published       |   disk        |
 * </pre>
 */
final class StopBudget {

    /** What else of the process has to end, on a node that is busy with the end of others. */
    private static final Duration END = Duration.ofSeconds(5);

    private static final Logger LOG = Logger.getLogger(StopBudget.class);

    /** What a shell says of a process that SIGTERM has ended: 128 and the number of the signal. */
    private static final int ENDED_BY_SIGTERM = 143;

    private final Duration whole;
    private final long beganNanos = System.nanoTime();

    private StopBudget(Duration whole) {
        this.whole = whole;
    }

    /**
     * Begins now.
     */
    static StopBudget begin(PublishConfig config) {
        return new StopBudget(config.drainTimeout());
    }

    /** What is left for the backlog, while sockets are still read. */
    Duration leftToEmpty() {
        return left(whole.dividedBy(2));
    }

    /** What is left for what hands over, and for the stream. */
    Duration leftToPublish() {
        return left(whole.multipliedBy(3).dividedBy(4));
    }

    /** What is left for the disk. */
    Duration leftToStore() {
        return left(whole);
    }

    /** Runs a step that might wait, for no longer than its time; then it is interrupted, and left alone. */
    static void within(Duration patience, String step, Step action) throws InterruptedException {
        Thread thread = Thread.ofPlatform().daemon().name("stop-" + step).start(() -> {
            try {
                action.run();
            } catch (InterruptedException _) {
                // left alone
            }
        });
        if (!thread.join(patience)) {
            LOG.warnf("Does not end in time, and is left alone: stage=%s", step);
            thread.interrupt();
        }
    }

    /**
     * From here on the virtual machine ends in time when it is told to end, whatever else of this process hangs: a server
     * that waits for its clients, a client that waits for its threads.
     *
     * @param stopDelay comes before the budget
     */
    static void boundTheEnd(Duration stopDelay, PublishConfig config) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            StopBudget budget = new StopBudget(stopDelay.plus(config.drainTimeout()));
            Thread.ofPlatform().daemon().name("end").start(budget::haltWhenItIsOver);
        }));
    }

    /**
     * Ends the process here. Whatever else runs in it needs no end of its own, which would take some dozens of milliseconds
     * in which nobody listens. But threads that wait in native code, for a socket, must have ended before: the virtual
     * machine waits 300 ms for them. Virtual threads that wait for a socket share such a
     * thread, which never ends: so this process has none.
     */
    static void endNow() {
        Runtime.getRuntime().halt(ENDED_BY_SIGTERM);
    }

    private void haltWhenItIsOver() {
        try {
            Thread.sleep(left(whole.plus(END)));
        } catch (InterruptedException _) {
            return;
        }
        System.err.println("raygate: the process does not end by itself 5 s after raygate.receive.stop-delay and"
                + " raygate.publish.drain-timeout, and is halted");
        Runtime.getRuntime().halt(ENDED_BY_SIGTERM);
    }

    private Duration left(Duration part) {
        Duration left = part.minusNanos(System.nanoTime() - beganNanos);
        return left.isPositive() ? left : Duration.ofNanos(1);
    }

    /** What ends a stage. */
    @FunctionalInterface
    interface Step {
        void run() throws InterruptedException;
    }
}
