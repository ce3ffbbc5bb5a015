// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.soak;

import io.raygate.benchmarks.stack.LocalStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** What happens to the stack, in an order that the seed decides. Not thread-safe. */
final class Incidents {

    private static final Path POLICY = Path.of("demo-shop/tenants/demo.yaml");
    private static final String ANNOTATIONS = "annotations: {team: shop}";
    private static final int LONGEST_FAULT_MILLIS = 4_000;

    private final LocalStack stack;
    private final SoakedForwarder forwarder;
    private final Path tenants;
    private final Random random;
    private int policies;

    /** Each as often as its weight says. */
    enum Kind {
        KILL_FUNCTION("kill -9 of the function", 4),
        STOP_FORWARDER("forwarder stopped and started", 1),
        KILL_FORWARDER("kill -9 of the forwarder", 1),
        THROTTLE_XRAY("X-Ray throttles", 3),
        FAIL_XRAY("X-Ray fails", 3),
        THROTTLE_KINESIS("Kinesis throttles", 3),
        CHANGE_POLICY("policy changed", 2);

        private final String title;
        private final int weight;

        Kind(String title, int weight) {
            this.title = title;
            this.weight = weight;
        }

        String title() {
            return title;
        }

        /** @param point from 0 to the sum of all weights, exclusive */
        static Kind at(int point) {
            int rest = point;
            for (Kind kind : values()) {
                rest -= kind.weight;
                if (rest < 0) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("point=" + point);
        }

        static int weights() {
            int sum = 0;
            for (Kind kind : values()) {
                sum += kind.weight;
            }
            return sum;
        }
    }

    Incidents(LocalStack stack, SoakedForwarder forwarder, Path tenants, long seed) {
        this.stack = stack;
        this.forwarder = forwarder;
        this.tenants = tenants;
        this.random = new Random(seed);
    }

    /** How long nothing happens, around a mean. */
    Duration pause(Duration mean) {
        return Duration.ofMillis((long) (mean.toMillis() * (0.5 + random.nextDouble())));
    }

    /** The first policy of the one tenant. */
    static void writePolicy(Path tenants, int number) throws IOException {
        String text = Files.readString(POLICY);
        if (!text.contains(ANNOTATIONS)) {
            throw new IllegalStateException(POLICY + " has no line '" + ANNOTATIONS + "' to change");
        }
        Path next = Files.writeString(
                tenants.resolveSibling("next.yaml"),
                text.replace(ANNOTATIONS, "annotations: {team: soak" + number + "}"));
        Files.move(
                next,
                tenants.resolve("demo.yaml"),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    /** Lets the next one happen. */
    Kind next() throws IOException {
        Kind kind = Kind.at(random.nextInt(Kind.weights()));
        Duration fault = Duration.ofMillis(500 + random.nextInt(LONGEST_FAULT_MILLIS));
        switch (kind) {
            case KILL_FUNCTION -> killFunction();
            case STOP_FORWARDER -> forwarder.restart(false);
            case KILL_FORWARDER -> forwarder.restart(true);
            case THROTTLE_XRAY -> stack.inject("xray", "throttle", share(), fault, "");
            case FAIL_XRAY ->
                stack.inject(
                        "xray", one(List.of("http-500", "reset", "reset-after", "unprocessed")), share(), fault, "");
            case THROTTLE_KINESIS -> stack.inject("kinesis", "throttle-entries", share(), fault, ",\"stream\":\"*\"");
            case CHANGE_POLICY -> writePolicy(tenants, ++policies);
        }
        return kind;
    }

    private void killFunction() {
        List<Long> pids = stack.status().functionPids();
        if (!pids.isEmpty()) {
            ProcessHandle.of(pids.get(random.nextInt(pids.size()))).ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    private double share() {
        return 0.1 + 0.9 * random.nextDouble();
    }

    private String one(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }
}
