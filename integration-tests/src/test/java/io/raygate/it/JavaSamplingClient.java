// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.it;

import com.amazonaws.xray.config.DaemonConfiguration;
import com.amazonaws.xray.strategy.sampling.CentralizedSamplingStrategy;
import com.amazonaws.xray.strategy.sampling.SamplingRequest;
import com.amazonaws.xray.strategy.sampling.SamplingResponse;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The X-Ray SDK for Java. Public, so that {@link OldJavaSdk} can load it a second time. */
public final class JavaSamplingClient implements SamplingClient {

    private static final long PERIOD_MILLIS = 10;

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final String service;
    private final CentralizedSamplingStrategy strategy;
    private long requests;
    private long sampled;
    private Optional<String> lastRule = Optional.empty();

    /** Begins at once; counts from when the rules have come. */
    public JavaSamplingClient(String daemonAddress, String service) {
        this.service = service;
        this.strategy = strategy(daemonAddress);
        timer.scheduleAtFixedRate(this::decide, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** The property is the whole process's: one client at a time reads it, of whichever class loader. */
    private static CentralizedSamplingStrategy strategy(String daemonAddress) {
        String key = DaemonConfiguration.DAEMON_ADDRESS_SYSTEM_PROPERTY_KEY;
        synchronized (System.getProperties()) {
            System.setProperty(key, daemonAddress);
            try {
                return new CentralizedSamplingStrategy();
            } finally {
                System.clearProperty(key);
            }
        }
    }

    @Override
    public synchronized Decisions decisions() {
        return new Decisions(requests, sampled, System.nanoTime());
    }

    /** The rule that matched last; none while the SDK goes by its own. */
    synchronized Optional<String> lastRule() {
        return lastRule;
    }

    @Override
    public void close() {
        timer.shutdownNow();
        strategy.shutdown();
    }

    private synchronized void decide() {
        SamplingResponse response =
                strategy.shouldTrace(new SamplingRequest(service, "a.example", "/", "GET", "AWS::EKS::Container"));
        lastRule = response.getRuleName();
        if (lastRule.isPresent()) {
            requests++;
            sampled += response.isSampled() ? 1 : 0;
        }
    }
}
