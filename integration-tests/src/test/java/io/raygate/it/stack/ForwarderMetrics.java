// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.it.stack;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/**
 * One scrape of the forwarder's Prometheus metrics.
 *
 * @param samples by name and labels as they are printed, for example {@code a_total{reason="B",}}
 */
public record ForwarderMetrics(Map<String, Double> samples) {

    public ForwarderMetrics {
        samples = Map.copyOf(samples);
    }

    static ForwarderMetrics scrape(URI management) {
        Map<String, Double> samples = new HashMap<>();
        Http.get(management.resolve("/q/metrics"))
                .lines()
                .filter(line -> line.startsWith("raygate_"))
                .forEach(line -> {
                    int value = line.lastIndexOf(' ');
                    samples.put(line.substring(0, value), Double.valueOf(line.substring(value + 1)));
                });
        return new ForwarderMetrics(samples);
    }

    public long received() {
        return sum("raygate_documents_received_total");
    }

    public long published() {
        return sum("raygate_documents_published_total");
    }

    public long rejected() {
        return sum("raygate_documents_rejected_total");
    }

    public long rejected(String reason) {
        return sum("raygate_documents_rejected_total", "reason=\"" + reason + "\"");
    }

    public long dropped() {
        return sum("raygate_documents_dropped_total");
    }

    /** Datagrams that came while a socket's buffer was full. */
    public long kernelDropped() {
        return sum("raygate_kernel_dropped_datagrams_total");
    }

    public long buffered() {
        return sum("raygate_documents_buffered");
    }

    /** Entries of PutRecords that were not taken, and had to be sent again. */
    public long putFailures() {
        return sum("raygate_put_failures_total");
    }

    /** Documents on disk which a process before this one had received. */
    public long replayed() {
        return sum("raygate_documents_replayed_total");
    }

    /** Documents that wait on disk. */
    public long onDisk() {
        return sum("raygate_spool_documents", "place=\"disk\"");
    }

    /** Reports of SDKs that were answered with sampling targets. */
    public long samplingReports() {
        return sum("raygate_sampling_requests_total", "outcome=\"answered\",path=\"/SamplingTargets\"");
    }

    /** Contents of the sampling rules file that came into use. */
    public long samplingRulesLoads() {
        return sum("raygate_reload_loads_total", "key=\"raygate.sampling.rules-file\"");
    }

    /** OpenTelemetry spans in an account, {@code received} say. */
    public long spans(String account) {
        return sum("raygate_spans_" + account);
    }

    /** A team's documents in an account, {@code published_total} say; {@code (others)} stands for those of no team. */
    public long ofTenant(String tenant, String account) {
        return sum("raygate_tenant_documents_" + account, "tenant=\"" + tenant + "\"");
    }

    /** True where every document and every span that was received or replayed is in one other account. */
    public boolean addUp() {
        boolean spansAddUp = spans("received_total") + spans("replayed_total")
                == spans("published_total") + spans("rejected_total") + spans("dropped_total") + spans("buffered");
        return spansAddUp && received() + replayed() == published() + rejected() + dropped() + buffered();
    }

    private long sum(String name) {
        return sum(name, "");
    }

    private long sum(String name, String label) {
        return samples.entrySet().stream()
                .filter(sample ->
                        sample.getKey().equals(name) || sample.getKey().startsWith(name + "{"))
                .filter(sample -> sample.getKey().contains(label))
                .mapToLong(sample -> sample.getValue().longValue())
                .sum();
    }
}
