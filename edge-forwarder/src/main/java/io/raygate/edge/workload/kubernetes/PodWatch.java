// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.workload.kubernetes;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import io.raygate.block.Workload;
import io.raygate.edge.workload.Workloads;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * Keeps the workloads of this node up to date: lists its pods, watches from there, and after every end of the watch goes
 * on where it stood. Only when the API server no longer keeps that history, or answers with something else, are the pods
 * listed again; until that has succeeded the last known ones stay in use.
 *
 * <p>{@link #at} may be called from every thread and never waits for this one.
 */
public final class PodWatch implements Runnable, Workloads {

    private final NodePods pods;
    private final PodTable table;
    private final WatchPace pace;
    private final WatchBooks books;
    private final RandomGenerator random;
    private final CountDownLatch synced = new CountDownLatch(1);
    private volatile Map<InetAddress, Workload> workloads = Map.of();

    /** Where the watch goes on; empty: the pods have to be listed first. */
    private String version = "";

    /** What the next list must not be older than. */
    private String notOlderThan = "0";

    PodWatch(NodePods pods, PodTable table, WatchPace pace, WatchBooks books, RandomGenerator random) {
        this.pods = pods;
        this.table = table;
        this.pace = pace;
        this.books = books;
        this.random = random;
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

    /** Watches until the thread is interrupted. */
    @Override
    public void run() {
        int failuresInARow = 0;
        try {
            while (!Thread.currentThread().isInterrupted()) {
                failuresInARow = goOn() ? 0 : failuresInARow + 1;
                if (failuresInARow > 0) {
                    Thread.sleep(pace.pause(failuresInARow, random));
                }
            }
        } catch (InterruptedException _) {
            // told to stop
        }
    }

    /** One list and one watch. True where something was learnt. */
    private boolean goOn() {
        long eventsBefore = books.events();
        try {
            if (version.isEmpty()) {
                list();
            }
            pods.watch(version, pace.watchTimeout(random), this::onEvent);
            books.ended(WatchEnd.TIMEOUT, "");
        } catch (ApiServer.RefusedException e) {
            listAgain(e.isExpired());
            books.ended(e.isExpired() ? WatchEnd.EXPIRED : WatchEnd.REFUSED, String.valueOf(e.getMessage()));
        } catch (JsonEOFException e) {
            books.ended(WatchEnd.DROPPED, "the answer broke off");
        } catch (JacksonException | NotAnAnswerException e) {
            listAgain(false);
            books.ended(WatchEnd.GARBLED, "not the Kubernetes API");
        } catch (IOException e) {
            books.ended(WatchEnd.DROPPED, String.valueOf(e.getMessage()));
        }
        return books.events() > eventsBefore;
    }

    private void list() throws IOException {
        List<Pod> all = new ArrayList<>();
        version = pods.list(notOlderThan, all::add);
        table.replace(all);
        publish();
        books.listed();
        synced.countDown();
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
}
