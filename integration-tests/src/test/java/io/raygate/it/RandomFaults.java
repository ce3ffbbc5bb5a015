// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.it;

import io.raygate.it.stack.Http;
import io.raygate.it.stack.RaygateStack;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Makes PutTraceSegments fail now and then, in every way it knows, until it is closed. */
final class RandomFaults implements AutoCloseable {

    private static final List<String> KINDS =
            List.of("throttle", "http-500", "reset", "reset-after", "slow", "unprocessed", "unprocessed-without-id");
    private static final int PERIOD_SECONDS = 1;
    private static final double MAX_SHARE = 0.3;
    private static final double MAX_SECONDS = 1.5;
    private static final int MAX_DELAY_MILLIS = 1_500;

    private final URI faults;
    private final Random random;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

    RandomFaults(RaygateStack stack, long seed) {
        this.faults = stack.ports().page().resolve("/api/faults/xray");
        this.random = new Random(seed);
    }

    void begin() {
        var _ = timer.scheduleAtFixedRate(this::inject, 1, PERIOD_SECONDS, TimeUnit.SECONDS);
    }

    private void inject() {
        String kind = KINDS.get(random.nextInt(KINDS.size()));
        Http.post(
                faults,
                String.format(
                        Locale.ROOT,
                        "{\"kind\":\"%s\",\"share\":%.3f,\"seconds\":%.2f,\"delayMillis\":%d}",
                        kind,
                        MAX_SHARE * (0.1 + 0.9 * random.nextDouble()),
                        MAX_SECONDS * (0.1 + 0.9 * random.nextDouble()),
                        random.nextInt(MAX_DELAY_MILLIS)));
    }

    @Override
    public void close() {
        timer.shutdown();
        Http.delete(faults);
    }
}
