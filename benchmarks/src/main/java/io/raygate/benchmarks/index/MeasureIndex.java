// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.index;

import io.raygate.local.xray.document.Reading.Accepted;
import io.raygate.local.xray.document.Reading.Refused;
import io.raygate.local.xray.document.SegmentReader;
import io.raygate.local.xray.filter.TraceFilter;
import io.raygate.local.xray.index.SegmentStore;
import io.raygate.local.xray.index.Trace;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/**
 * Filters over many traces, while more come in and while none do: {@code MeasureIndex [TRACES] [DOCUMENTS_PER_SECOND]}. The
 * index's own code, called as the API calls it, without HTTP.
 */
public final class MeasureIndex {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int ROUNDS = 21;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double NANOS_PER_SECOND = 1e9;

    private static final List<String> FILTERS = List.of(
            "fault",
            "responsetime > 0.9",
            "http.url CONTAINS \"/items/42\"",
            "annotation.tier = \"gold\" AND user BEGINSWITH \"user-1\"",
            "service(\"ledger\") { fault }",
            "edge(\"shop\", \"stock\") { responsetime > 0.01 }",
            "service(id(type: \"AWS::DynamoDB::Table\")) { error }",
            "rootcause.fault.exception { name = \"Timeout\" }");

    private static final TraceFilter.Context CONTEXT = new TraceFilter.Context() {

        @Override
        public String accountId() {
            return "000000000000";
        }

        @Override
        public Optional<Predicate<Trace>> group(String nameOrArn, boolean byArn) {
            return Optional.empty();
        }
    };

    private final SegmentStore store;
    private final ShopTraces traces = new ShopTraces();
    private int nextTrace;

    private MeasureIndex(int maxTraces) {
        this.store = new SegmentStore(Long.MAX_VALUE, maxTraces, InstantSource.system(), traceId -> true);
    }

    public static void main(String[] arguments) throws InterruptedException {
        int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100_000;
        int perSecond = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 20_000;
        MeasureIndex measure = new MeasureIndex(count);
        measure.fill(count);
        System.out.printf(
                "| filter | matching | median ms | slowest ms | median ms while %,d documents/s come | CPU ms | CPU ms then |%n",
                perSecond);
        System.out.println("|---|--:|--:|--:|--:|--:|--:|");
        for (String filter : FILTERS) {
            measure.print(filter, perSecond);
        }
        System.out.printf("store: %s%n", measure.store.status());
    }

    private void fill(int count) {
        List<byte[]> batch = new ArrayList<>();
        long spent = 0;
        while (nextTrace < count) {
            batch.clear();
            for (int i = 0; i < 1_000 && nextTrace < count; i++) {
                batch.addAll(Arrays.asList(traces.next(nextTrace++)));
            }
            long begin = System.nanoTime();
            batch.forEach(this::put);
            spent += System.nanoTime() - begin;
        }
        store.all();
        System.gc();
        long used = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        System.out.printf(
                "filled: traces=%,d documents=%,d, documents/s on one thread=%,.0f, heap=%,d MiB, counted=%s%n",
                count,
                count * ShopTraces.DOCUMENTS,
                count * ShopTraces.DOCUMENTS * NANOS_PER_SECOND / spent,
                used >> 20,
                store.status().get("bytes"));
    }

    private void put(byte[] document) {
        switch (SegmentReader.read(document)) {
            case Accepted accepted -> store.put(accepted.document());
            case Refused refused -> throw new IllegalStateException("Refused: " + refused);
        }
    }

    private void print(String text, int perSecond) throws InterruptedException {
        TraceFilter filter = TraceFilter.of(text, CONTEXT);
        Rounds quiet = rounds(filter);
        Thread sender = Thread.ofPlatform().daemon().start(() -> send(perSecond));
        Rounds busy = rounds(filter);
        sender.interrupt();
        sender.join();
        System.out.printf(
                "| `%s` | %,d | %.1f | %.1f | %.1f | %.1f | %.1f |%n",
                text,
                store.all().stream().filter(filter).count(),
                quiet.wall[ROUNDS / 2],
                quiet.wall[ROUNDS - 1],
                busy.wall[ROUNDS / 2],
                quiet.cpu[ROUNDS / 2],
                busy.cpu[ROUNDS / 2]);
    }

    /** A round takes the traces from the store and filters them. */
    private Rounds rounds(TraceFilter filter) {
        Rounds rounds = new Rounds(new double[ROUNDS], new double[ROUNDS]);
        for (int i = 0; i < ROUNDS; i++) {
            long begin = System.nanoTime();
            long cpuBegin = THREADS.getCurrentThreadCpuTime();
            long matching = store.all().stream().filter(filter).count();
            rounds.cpu[i] = (THREADS.getCurrentThreadCpuTime() - cpuBegin) / NANOS_PER_MILLI;
            rounds.wall[i] = (System.nanoTime() - begin) / NANOS_PER_MILLI;
            if (matching < 0) {
                throw new IllegalStateException("never");
            }
        }
        Arrays.sort(rounds.wall);
        Arrays.sort(rounds.cpu);
        return rounds;
    }

    /**
     * Milliseconds of each round, sorted.
     *
     * @param cpu of the thread that filters, without the collector, the writer and whatever else has the core
     */
    @SuppressWarnings("ArrayRecordComponent") // one owner, never compared
    private record Rounds(double[] wall, double[] cpu) {}

    private void send(int perSecond) {
        long begin = System.nanoTime();
        long sent = 0;
        while (!Thread.currentThread().isInterrupted()) {
            long due = (long) ((System.nanoTime() - begin) / NANOS_PER_SECOND * perSecond);
            if (sent >= due) {
                LockSupport.parkNanos(200_000);
                continue;
            }
            for (byte[] document : traces.next(nextTrace++)) {
                put(document);
                sent++;
            }
        }
    }
}
