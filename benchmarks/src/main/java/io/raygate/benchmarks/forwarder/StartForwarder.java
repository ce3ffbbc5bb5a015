// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.forwarder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How soon the packaged forwarder listens, is ready, and what that costs. Variants take turns, so that a machine that
 * slows down slows all of them.
 *
 * <p>Arguments: rounds, {@code busy=N} for N threads that compute all the time, then variants ({@link Variant#parse}).
 * What {@code java -version} takes in the same rounds is in the last row.
 */
public final class StartForwarder {

    private static final String BUSY = "busy=";

    private StartForwarder() {}

    /** Prints a table of medians in Markdown. */
    public static void main(String[] arguments) throws IOException {
        int rounds = Integer.parseInt(arguments[0]);
        boolean isBusy = arguments.length > 1 && arguments[1].startsWith(BUSY);
        List<Variant> variants =
                Stream.of(arguments).skip(isBusy ? 2 : 1).map(Variant::parse).toList();
        Map<Variant, List<Start>> starts = new LinkedHashMap<>();
        List<Long> versionMillis = new ArrayList<>();
        try (BusyLoops _ = BusyLoops.start(isBusy ? Integer.parseInt(arguments[1].substring(BUSY.length())) : 0)) {
            for (int round = 0; round < rounds; round++) {
                versionMillis.add(versionMillis());
                for (Variant variant : variants) {
                    starts.computeIfAbsent(variant, _ -> new ArrayList<>()).add(start(variant));
                }
            }
        }
        System.out.println("| variant | starts | socket bound ms | ready ms | CPU ms until ready | RSS MiB |");
        System.out.println("|---|--:|--:|--:|--:|--:|");
        starts.forEach((variant, measured) -> System.out.println(row(variant, measured)));
        System.out.printf("| java -version | %d | %d | | | |%n", rounds, median(versionMillis));
    }

    private static long versionMillis() throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        long startedNanos = System.nanoTime();
        new ProcessBuilder(java, "-XX:+UseSerialGC", "-version")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .onExit()
                .join();
        return (System.nanoTime() - startedNanos) / 1_000_000;
    }

    private static Start start(Variant variant) throws IOException {
        Path log = Files.createTempFile("raygate-start", ".log");
        try (KinesisEndpoint kinesis = new KinesisEndpoint();
                ForwarderProcess forwarder = ForwarderProcess.start(variant.command(), kinesis.url(), log)) {
            long socketMillis = forwarder.awaitSocket() / 1_000_000;
            long readyMillis = forwarder.awaitReady() / 1_000_000;
            return new Start(
                    socketMillis,
                    readyMillis,
                    forwarder.usage().cpu().toMillis(),
                    forwarder.usage().memory().resident());
        } finally {
            Files.delete(log);
        }
    }

    private static String row(Variant variant, List<Start> starts) {
        return String.format(
                Locale.ROOT,
                "| %s | %d | %d | %d | %d | %d |",
                variant.name(),
                starts.size(),
                median(starts.stream().map(Start::socketMillis).toList()),
                median(starts.stream().map(Start::readyMillis).toList()),
                median(starts.stream().map(Start::cpuMillis).toList()),
                median(starts.stream().map(Start::residentMib).toList()));
    }

    private static long median(List<Long> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private record Start(long socketMillis, long readyMillis, long cpuMillis, long residentMib) {}
}
