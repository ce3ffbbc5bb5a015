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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Shows the books to Prometheus. All samples of one scrape come from one {@link Ledger#balances()}, so the
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
        List<MetricFamilySamples> families = new ArrayList<>();
        // before the balance, of which it is a part
        families.add(shed("documents", ledger.shedByNamespace()));
        families.add(shed("spans", ledger.shedSpansByNamespace()));
        Ledger.Balances balances = ledger.balances();
        add(families, "documents", balances.documents());
        add(families, "spans", balances.spans());
        return families;
    }

    private static void add(List<MetricFamilySamples> families, String unit, Ledger.Balance balance) {
        String name = "raygate_" + unit + "_";
        String of = "OpenTelemetry spans ";
        boolean isDocuments = unit.equals("documents");
        String what = isDocuments ? "Documents " : of;
        families.add(new CounterMetricFamily(
                name + "received",
                isDocuments ? "Datagrams taken off the sockets, and documents of requests" : of + "that came",
                balance.received()));
        families.add(new CounterMetricFamily(
                name + "replayed", what + "found on disk, received by an earlier process", balance.replayed()));
        families.add(
                new CounterMetricFamily(name + "published", what + "that the stream accepted", balance.published()));
        families.add(byReason(
                name + "rejected",
                isDocuments
                        ? "Datagrams without a document, and documents that cannot be accepted"
                        : of + "that cannot be accepted",
                balance.rejected()));
        families.add(byReason(name + "dropped", what + "dropped after they were received", balance.dropped()));
        families.add(new GaugeMetricFamily(
                name + "buffered",
                what + "in an open block, in the spool, or on their way to the stream",
                balance.buffered()));
    }

    private static MetricFamilySamples shed(String unit, Map<String, Map<DropReason, Long>> shed) {
        CounterMetricFamily family = new CounterMetricFamily(
                "raygate_" + unit + "_shed",
                "The part of raygate_" + unit + "_dropped that exceeded the limits of its senders",
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
