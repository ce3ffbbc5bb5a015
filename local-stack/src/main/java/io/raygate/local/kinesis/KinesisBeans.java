// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.kinesis;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.raygate.local.aws.AwsAccount;
import io.raygate.local.fault.FaultBoard;
import io.raygate.local.fault.FaultyService;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Puts Kinesis together from its configuration. */
@Singleton
final class KinesisBeans {

    @Produces
    @Singleton
    static KinesisStreams streams(KinesisConfig config, AwsAccount account) {
        KinesisStreams.Bounds bounds = new KinesisStreams.Bounds(
                config.enforceLimits(),
                config.retentionBytes().asLongValue(),
                config.maxStreams(),
                config.maxShardsPerStream());
        KinesisStreams streams = new KinesisStreams(account, bounds, InstantSource.system());
        config.streams().forEach((name, stream) -> create(streams, name, stream.shards()));
        return streams;
    }

    @Produces
    @Singleton
    static KinesisCounters counters() {
        return new KinesisCounters();
    }

    @Produces
    @Singleton
    static KinesisApi api(KinesisStreams streams, FaultBoard faults, KinesisCounters counters) {
        return new KinesisApi(streams, faults.of(FaultyService.KINESIS), counters);
    }

    @Produces
    @Singleton
    static KinesisStatus status(KinesisStreams streams, FaultBoard faults, KinesisCounters counters) {
        return new KinesisStatus(streams, faults.of(FaultyService.KINESIS), counters);
    }

    private static void create(KinesisStreams streams, String name, int shards) {
        String key = "raygate.local.kinesis.streams.\"" + name + "\"";
        if (!Parameters.NAME.matcher(name).matches()) {
            throw new ConfigurationException(key + ": is not the name of a stream; write 1 to 128 of a-z A-Z 0-9 _.-");
        }
        try {
            streams.create(StreamSpec.provisioned(name, shards));
        } catch (KinesisRefusal refusal) {
            throw new ConfigurationException(key + ": " + refusal.message());
        }
    }
}
