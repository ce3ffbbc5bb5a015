// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.observe;

import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.prometheus.client.Collector;
import io.prometheus.client.CounterMetricFamily;
import io.prometheus.client.GaugeMetricFamily;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/**
 * Shows the books to Prometheus. All samples of one scrape come from one {@link Ledger#balance()}, so the
 * accounts add up in every scrape; meters that are read one by one could not promise that.
 */
@Singleton
@SuppressWarnings("deprecation") // the registry that Quarkus brings is on its way out; Quarkus has no other
class LedgerCollector extends Collector {

    private final Ledger ledger;
    private final PrometheusMeterRegistry registry;

    LedgerCollector(Ledger ledger, PrometheusMeterRegistry registry) {
        this.ledger = ledger;
        this.registry = registry;
    }

    void register(@Observes StartupEvent started) {
        registry.getPrometheusRegistry().register(this);
    }

    @Override
    public List<MetricFamilySamples> collect() {
        MetricFamilySamples shed = byNamespace(ledger.shedByNamespace());
        Ledger.Balance balance = ledger.balance();
        return List.of(
                shed,
                new CounterMetricFamily(
                        "raygate_documents_received",
                        "Datagrams taken off the sockets, and documents of requests",
                        balance.received()),
                new CounterMetricFamily(
                        "raygate_documents_replayed",
                        "Documents found on disk, received by an earlier process",
                        balance.replayed()),
                new CounterMetricFamily(
                        "raygate_documents_published", "Documents that the stream accepted", balance.published()),
                byReason(
                        "raygate_documents_rejected",
                        "Datagrams without a document, and documents that cannot be accepted",
                        balance.rejected()),
                byReason("raygate_documents_dropped", "Documents dropped after they were received", balance.dropped()),
                new GaugeMetricFamily(
                        "raygate_documents_buffered",
                        "Documents in an open block, in the spool, or on their way to the stream",
                        balance.buffered()));
    }

    private static MetricFamilySamples byNamespace(Map<String, Map<DropReason, Long>> shed) {
        CounterMetricFamily family = new CounterMetricFamily(
                "raygate_documents_shed",
                "The part of raygate_documents_dropped that exceeded the limits of its senders",
                List.of("namespace", "reason"));
        shed.forEach((namespace, reasons) ->
                reasons.forEach((reason, count) -> family.addMetric(List.of(namespace, reason.name()), count)));
        return family;
    }

    private static MetricFamilySamples byReason(String name, String help, Map<? extends Enum<?>, Long> counts) {
        CounterMetricFamily family = new CounterMetricFamily(name, help, List.of("reason"));
        counts.forEach((reason, count) -> family.addMetric(List.of(reason.name()), count));
        return family;
    }
}
