// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.xray.model.Alias;
import software.amazon.awssdk.services.xray.model.Edge;
import software.amazon.awssdk.services.xray.model.Service;
import software.amazon.awssdk.services.xray.model.TimeSeriesServiceStatistics;

import static io.raygate.local.xray.index.Documents.EPOCH;
import static io.raygate.local.xray.index.Documents.segment;
import static io.raygate.local.xray.index.Documents.traceId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** Graphs and statistics of what was put. */
class GraphOperationsTest extends XRayOverHttp {

    private static final Instant START = Instant.ofEpochSecond(EPOCH);
    private static final Instant NOW = START.plusSeconds(3_600);

    GraphOperationsTest() {
        super(new FixedXRayConfig(1_000, 3, 2), NOW);
    }

    @Test
    void getServiceGraph_afterPut_showsServicesAndTables() {
        putShop();
        List<Service> services =
                client.getServiceGraph(b -> b.startTime(NOW).endTime(NOW)).services();
        assertThat(services)
                .extracting(service -> service.name() + "/" + service.type())
                .containsExactlyInAnyOrder("shop/client", "shop/null", "stock/null", "orders/AWS::DynamoDB::Table");
        Service shop = services.stream()
                .filter(service -> Boolean.TRUE.equals(service.root()))
                .findFirst()
                .orElseThrow();
        assertThat(shop.edges()).hasSize(2);
        assertThat(shop.summaryStatistics().okCount()).isOne();
        assertThat(shop.responseTimeHistogram().getFirst().value()).isEqualTo(1);
    }

    @Test
    void getTraceGraph_oneOfTwoTraces_showsOnlyItsServices() {
        putShop();
        put(List.of(segment(traceId(2), 1, "other")));
        assertThat(client.getTraceGraph(b -> b.traceIds(traceId(2))).services())
                .extracting(Service::name)
                .containsOnly("other");
    }

    @Test
    void getTimeSeriesServiceStatistics_perMinute_countsEntriesOrOneService() {
        put(List.of(
                segment(traceId(1), 1, "shop", 0, 1, ""),
                segment(traceId(2), 1, "shop", 0, 1, "\"fault\":true,"),
                segment(traceId(3), 1, "shop", 60, 61, "")));
        Instant end = START.plusSeconds(300);
        List<TimeSeriesServiceStatistics> entries = client.getTimeSeriesServiceStatistics(
                        b -> b.startTime(START).endTime(end).period(60))
                .timeSeriesServiceStatistics();
        assertThat(entries)
                .extracting(entry -> entry.edgeSummaryStatistics().totalCount())
                .as("newest first")
                .containsExactly(1L, 2L);
        assertThat(entries.getFirst().timestamp()).as("the end of its minute").isEqualTo(minuteAfter(60));
        List<TimeSeriesServiceStatistics> shop = client.getTimeSeriesServiceStatistics(
                        b -> b.startTime(START).endTime(end).entitySelectorExpression("service(\"shop\")"))
                .timeSeriesServiceStatistics();
        assertThat(shop.getLast().serviceSummaryStatistics().faultStatistics().totalCount())
                .isOne();
        assertThat(client.getTimeSeriesServiceStatistics(
                                b -> b.startTime(START).endTime(end).entitySelectorExpression("edge(\"a\", \"b\")"))
                        .timeSeriesServiceStatistics())
                .as("a minute with traces is listed though nothing is selected")
                .hasSize(2)
                .allSatisfy(entry -> assertThat(entry.edgeSummaryStatistics()).isNull());
        assertInvalid(
                () -> client.getTimeSeriesServiceStatistics(
                        b -> b.startTime(START).endTime(end).entitySelectorExpression("service()")),
                "Error Location: line 1, position 9 : Invalid input symbol: ')'");
        assertInvalid(
                () -> client.getTimeSeriesServiceStatistics(
                        b -> b.startTime(START).endTime(end).period(61)),
                "Time period must be one of [60, 300]");
    }

    @Test
    void getServiceGraph_edge_hasTheCallersNameAsAlias() {
        putShop();
        Service shop = client.getServiceGraph(b -> b.startTime(NOW).endTime(NOW)).services().stream()
                .filter(service -> Boolean.TRUE.equals(service.root()))
                .findFirst()
                .orElseThrow();
        assertThat(shop.edges())
                .flatExtracting(Edge::aliases)
                .extracting(Alias::name, Alias::type)
                .containsExactly(tuple("stock", "remote"));
        assertThat(shop.startTime()).isEqualTo(START);
        assertThat(shop.endTime()).isEqualTo(START.plusSeconds(1));
    }

    @Test
    void getTraceGraph_noneOrSeveralOrUnknown_isRefused() {
        assertInvalid(() -> client.getTraceGraph(b -> b.traceIds(List.of())), "Zero trace ids provided");
        assertInvalid(
                () -> client.getTraceGraph(b -> b.traceIds(traceId(1), traceId(2))),
                "Currently only one trace Id is supported");
        assertInvalid(() -> client.getTraceGraph(b -> b.traceIds(traceId(1))), "Trace id not found");
    }

    /** The end of the minute that a second after {@link #START} lies in. */
    private static Instant minuteAfter(int seconds) {
        return Instant.ofEpochSecond(Math.floorDiv(EPOCH + seconds, 60L) * 60 + 60);
    }
}
