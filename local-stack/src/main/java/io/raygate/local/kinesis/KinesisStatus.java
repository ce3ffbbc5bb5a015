// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.kinesis;

import io.raygate.local.StatusSource;
import io.raygate.local.fault.Faults;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Kinesis on the status page. */
final class KinesisStatus implements StatusSource {

    private final KinesisStreams streams;
    private final Faults faults;
    private final KinesisCounters counters;

    KinesisStatus(KinesisStreams streams, Faults faults, KinesisCounters counters) {
        this.streams = streams;
        this.faults = faults;
        this.counters = counters;
    }

    @Override
    public String name() {
        return "kinesis";
    }

    @Override
    public Map<String, Object> status() {
        Map<String, Object> byStream = new TreeMap<>();
        streams.all().forEach(stream -> byStream.put(stream.name(), stream.status()));
        Map<String, Object> status = new HashMap<>(counters.status());
        status.put("faultsInjected", faults.injected());
        status.put("faultsActive", faults.describe(streams.now()));
        status.put("streams", byStream);
        return status;
    }
}
