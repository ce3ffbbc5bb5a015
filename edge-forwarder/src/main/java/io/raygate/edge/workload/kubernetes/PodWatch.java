// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.workload.kubernetes;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import io.raygate.aws.Backoff;
import io.raygate.aws.Timing;
import io.raygate.block.Workload;
import io.raygate.edge.workload.Workloads;
import io.raygate.edge.workload.kubernetes.PodReader.NotAnAnswerException;
import io.raygate.edge.workload.kubernetes.WatchBooks.WatchEnd;
import io.raygate.edge.workload.kubernetes.WatchEvent.ApiObject;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * Keeps the workloads of this node up to date: lists its pods, watches from there, and after every end of the watch goes
 * on where it stood. Only when the API server no longer keeps that history, or answers with something else, are the pods
 * listed again; until that has succeeded the last known pods stay in use. A list is no progress: where the watches that
 * follow do not last, the pauses between the lists grow.
 *
 * <p>{@link #at} may be called from every thread and never waits for this one.
 */
public final class PodWatch implements Runnable, Workloads {

    private final NodePods pods;
    private final PodTable table;
    private final WatchPace pace;
    private final WatchBooks books;
    private final RandomGenerator random;
    private final Timing time;
    private final CountDownLatch synced = new CountDownLatch(1);
    private volatile Map<InetAddress, Workload> workloads = Map.of();

    /** Where the watch goes on; empty: the pods have to be listed first. */
    private String version = "";

    /** What the next list must not be older than. */
    private String notOlderThan = "0";

    /** When the watch under way was begun; empty while there is none. */
    private OptionalLong begunNanos = OptionalLong.empty();

    PodWatch(NodePods pods, PodTable table, WatchPace pace, WatchBooks books, RandomGenerator random, Timing time) {
        this.pods = pods;
        this.table = table;
        this.pace = pace;
        this.books = books;
        this.random = random;
        this.time = time;
    }

    @Override
    public Workload at(InetAddress source) {
        return workloads.getOrDefault(source, UNKNOWN);
    }

    /** Waits until the pods were listed once. False where they were not within this time. */
    public boolean awaitSynced(Duration patience) throws InterruptedException {
        return synced.await(patience.toNanos(), TimeUnit.NANOSECONDS);
    }

    boolean isSynced() {
        return synced.getCount() == 0;
    }

    /** Ends the answer that is being read, for which an interrupt is not enough. */
    public void stop() {
        pods.stop();
    }

    /** Watches until the thread is interrupted. */
    @Override
    public void run() {
        int failuresInARow = 0;
        Backoff backoff = pace.backoff(random);
        try {
            while (!Thread.currentThread().isInterrupted()) {
                failuresInARow = goOn(failuresInARow);
                if (failuresInARow > 0) {
                    backoff.sleep(failuresInARow, time);
                }
            }
        } catch (InterruptedException _) {
            // told to stop
        }
    }

    /** One watch, and the list before it where one is needed. Failures in a row after it. */
    private int goOn(int failuresBefore) {
        Duration asked = pace.watchTimeout(random);
        begunNanos = OptionalLong.empty();
        Ended ended = listAndWatch(asked);
        Duration lasted =
                begunNanos.isEmpty() ? Duration.ZERO : Duration.ofNanos(time.nanoTime() - begunNanos.getAsLong());
        int failuresInARow = pace.failuresInARow(failuresBefore, ended.cause(), lasted, asked);
        books.ended(ended.cause(), ended.why(), failuresInARow);
        return failuresInARow;
    }

    private Ended listAndWatch(Duration asked) {
        try {
            if (version.isEmpty()) {
                list();
            }
            begunNanos = OptionalLong.of(time.nanoTime());
            pods.watch(version, asked, this::onEvent);
            return new Ended(WatchEnd.TIMEOUT, "the answer ended");
        } catch (ApiServer.RefusedException e) {
            listAgain(e.isExpired());
            return new Ended(e.isExpired() ? WatchEnd.EXPIRED : WatchEnd.REFUSED, String.valueOf(e.getMessage()));
        } catch (JsonEOFException _) {
            return new Ended(WatchEnd.DROPPED, "the answer broke off");
        } catch (JacksonException | NotAnAnswerException _) {
            listAgain(false);
            return new Ended(WatchEnd.GARBLED, "not the Kubernetes API");
        } catch (IOException e) {
            return new Ended(WatchEnd.DROPPED, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            // a bug must not end the watch for good: senders would stay unknown, and nobody would hear of it
            listAgain(false);
            return new Ended(WatchEnd.GARBLED, e.getClass().getSimpleName());
        }
    }

    private void list() throws IOException {
        Map<String, Pod> all = new LinkedHashMap<>();
        version = pods.list(notOlderThan, pod -> collect(pod, all));
        table.replace(all.values());
        publish();
        books.listed();
        synced.countDown();
    }

    /** Bounded as the table is, however long the list. */
    private void collect(Pod pod, Map<String, Pod> all) {
        if (pod.hasAddress() && table.hasRoomFor(pod, all.size())) {
            all.put(pod.uid(), pod);
        }
    }

    private void onEvent(WatchEvent event) throws IOException {
        ApiObject object = event.object();
        switch (event.type()) {
            case ADDED, MODIFIED -> {
                table.put(object.pod());
                publish();
            }
            case DELETED -> {
                table.remove(object.pod().uid());
                publish();
            }
            case BOOKMARK, OTHER -> {}
            case ERROR -> throw new ApiServer.RefusedException(object.code(), object.message());
        }
        if (!object.resourceVersion().isEmpty()) {
            version = object.resourceVersion();
        }
        books.heard();
    }

    private void listAgain(boolean fromTheStore) {
        if (fromTheStore) {
            notOlderThan = "";
        } else if (!version.isEmpty()) {
            notOlderThan = version;
        }
        version = "";
    }

    private void publish() {
        workloads = table.byAddress();
        books.knows(table.pods(), table.refused());
    }

    private record Ended(WatchEnd cause, String why) {}
}
