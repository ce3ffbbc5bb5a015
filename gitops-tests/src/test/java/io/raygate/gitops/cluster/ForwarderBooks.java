// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops.cluster;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a forwarder has counted, by the names of its metrics, labels left out.
 *
 * @param sums over all labels
 */
public record ForwarderBooks(Map<String, Long> sums) {

    private static final String DOCUMENTS = "raygate_documents_";

    /** Of the text that its management port serves. */
    static ForwarderBooks read(String metrics) {
        Map<String, Long> sums = new TreeMap<>();
        metrics.lines().filter(line -> line.startsWith("raygate_")).forEach(line -> {
            String name = line.substring(0, line.lastIndexOf(' ')).replaceFirst("\\{.*", "");
            double value = Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
            sums.merge(name, (long) value, Long::sum);
        });
        return new ForwarderBooks(sums);
    }

    /** Documents that its sockets have handed over. */
    public long received() {
        return sum(DOCUMENTS + "received_total");
    }

    /** Documents that Kinesis has taken. */
    public long published() {
        return sum(DOCUMENTS + "published_total");
    }

    /** Documents that wait. */
    public long buffered() {
        return sum(DOCUMENTS + "buffered");
    }

    /** Documents that were given up. */
    public long dropped() {
        return sum(DOCUMENTS + "dropped_total");
    }

    /** Datagrams that came while a socket's buffer was full. */
    public long droppedByTheKernel() {
        return sum("raygate_kernel_dropped_datagrams_total");
    }

    /** True where every document that was received, or found on disk, is in one other account. */
    public boolean addUp() {
        return received() + sum(DOCUMENTS + "replayed_total")
                == published() + buffered() + dropped() + sum(DOCUMENTS + "rejected_total");
    }

    private long sum(String name) {
        return sums.getOrDefault(name, 0L);
    }
}
