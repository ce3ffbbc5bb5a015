// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.observe;

import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.prometheus.client.Collector;
import io.prometheus.client.CounterMetricFamily;
import io.prometheus.client.GaugeMetricFamily;
import io.quarkus.runtime.StartupEvent;
import io.raygate.edge.tenant.Tenant;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;

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
        Ledger.Division division = ledger.division();
        add(families, "documents", division.whole().documents());
        add(families, "spans", division.whole().spans());
        if (division.parts().size() > 1) {
            addTenants(families, "documents", division.parts(), Ledger.Balances::documents);
            addTenants(families, "spans", division.parts(), Ledger.Balances::spans);
        }
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

    private static void addTenants(
            List<MetricFamilySamples> families,
            String unit,
            Map<Tenant, Ledger.Balances> parts,
            Function<Ledger.Balances, Ledger.Balance> balanceOf) {
        String name = "raygate_tenant_" + unit + "_";
        String help = "The part of raygate_" + unit + "_%s of each team, and of what has none";
        families.add(byTenant(
                name, "received", help, parts, part -> balanceOf.apply(part).received()));
        families.add(byTenant(
                name, "replayed", help, parts, part -> balanceOf.apply(part).replayed()));
        families.add(byTenant(
                name, "published", help, parts, part -> balanceOf.apply(part).published()));
        families.add(byTenantAndReason(
                name, "rejected", help, parts, part -> balanceOf.apply(part).rejected()));
        families.add(byTenantAndReason(
                name, "dropped", help, parts, part -> balanceOf.apply(part).dropped()));
        GaugeMetricFamily buffered =
                new GaugeMetricFamily(name + "buffered", help.formatted("buffered"), List.of("tenant"));
        parts.forEach((tenant, part) -> buffered.addMetric(
                List.of(tenant.label()), (double) balanceOf.apply(part).buffered()));
        families.add(buffered);
    }

    private static MetricFamilySamples byTenant(
            String name,
            String account,
            String help,
            Map<Tenant, Ledger.Balances> parts,
            ToLongFunction<Ledger.Balances> value) {
        CounterMetricFamily family =
                new CounterMetricFamily(name + account, help.formatted(account), List.of("tenant"));
        parts.forEach((tenant, part) -> family.addMetric(List.of(tenant.label()), (double) value.applyAsLong(part)));
        return family;
    }

    /** Only what is not zero: a series for each reason and team would be many. */
    private static MetricFamilySamples byTenantAndReason(
            String name,
            String account,
            String help,
            Map<Tenant, Ledger.Balances> parts,
            Function<Ledger.Balances, Map<? extends Enum<?>, Long>> counts) {
        CounterMetricFamily family =
                new CounterMetricFamily(name + account, help.formatted(account), List.of("tenant", "reason"));
        parts.forEach((tenant, part) -> counts.apply(part).forEach((reason, count) -> {
            if (count > 0) {
                family.addMetric(List.of(tenant.label(), reason.name()), count);
            }
        }));
        return family;
    }

    private static MetricFamilySamples shed(String unit, Map<String, Map<DropReason, Long>> shed) {
        CounterMetricFamily family = new CounterMetricFamily(
                "raygate_" + unit + "_shed",
                "The part of raygate_" + unit + "_dropped that exceeded the limits of its senders, or has no team",
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
