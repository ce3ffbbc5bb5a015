// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.publish;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.raygate.block.SealedBlock;
import io.raygate.edge.tenant.Tenant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * What an operator reads when blocks pile up: {@code raygate_put_failures_total} by error code says why,
 * {@code raygate_blocks_published_total} and the byte counters say how full blocks are.
 */
final class PublishMetrics {

    /** Each code is a time series for as long as the process lives. */
    private static final int MAX_CODES = 50;

    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9.]{1,64}");
    private static final String OTHER_CODE = "(other)";

    private final Set<String> codes = ConcurrentHashMap.newKeySet();
    private final MeterRegistry registry;
    private final Counter blocks;
    private final Counter bytes;
    private final Counter contentBytes;
    private final Counter deferred;

    PublishMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.blocks = Counter.builder("raygate.blocks.published")
                .description("Blocks that the stream accepted")
                .register(registry);
        this.bytes = Counter.builder("raygate.blocks.published.bytes")
                .description("Compressed size of the blocks that the stream accepted")
                .register(registry);
        this.contentBytes = Counter.builder("raygate.blocks.published.content.bytes")
                .description("Size before compression of the blocks that the stream accepted")
                .register(registry);
        this.deferred = Counter.builder("raygate.blocks.deferred")
                .description("Times that a block which fails alone went behind all others")
                .register(registry);
    }

    void accepted(List<SealedBlock> accepted) {
        for (SealedBlock block : accepted) {
            blocks.increment();
            bytes.increment(block.frame().length);
            contentBytes.increment(block.contentBytes());
        }
    }

    /** A block that fails alone, and not for what is in it, went behind all others. */
    void deferred() {
        deferred.increment();
    }

    /** 0 while the stream does not throttle: not every reader of metrics knows what infinite is. */
    void watch(SendRate rate) {
        Gauge.builder("raygate.send.limit.bytes.per.second", rate, PublishMetrics::limitOf)
                .description("Rate to which throttling limits the publishers; 0 without a limit")
                .register(registry);
    }

    /** The same for one of the streams of a cluster that teams share. */
    void watch(Tenant tenant, SendRate rate, KinesisSink sink) {
        Gauge.builder("raygate.tenant.send.limit.bytes.per.second", rate, PublishMetrics::limitOf)
                .description("Rate to which throttling limits what goes to the team's stream; 0 without a limit")
                .tag("tenant", tenant.label())
                .register(registry);
        Gauge.builder("raygate.tenant.stream.up", sink, stream -> stream.isFailing() ? 0 : 1)
                .description("0 where the last call to the team's stream failed for another reason than throttling")
                .tag("tenant", tenant.label())
                .register(registry);
    }

    /** Error codes come from AWS and are few; from whatever else answers, only so many are told apart. */
    void failed(String errorCode, int count) {
        Counter.builder("raygate.put.failures")
                .description("Blocks that a PutRecords call failed to put on the stream; they are sent again")
                .tag("code", label(errorCode))
                .register(registry)
                .increment(count);
    }

    private String label(String errorCode) {
        if (!CODE.matcher(errorCode).matches()) {
            return OTHER_CODE;
        }
        return codes.contains(errorCode) || (codes.size() < MAX_CODES && codes.add(errorCode)) ? errorCode : OTHER_CODE;
    }

    private static double limitOf(SendRate rate) {
        double limit = rate.bytesPerSecond();
        return Double.isInfinite(limit) ? 0 : limit;
    }
}
