// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray;

import io.raygate.local.xray.index.Documents;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.xray.model.InvalidRequestException;
import software.amazon.awssdk.services.xray.model.TraceSegmentDestination;
import software.amazon.awssdk.services.xray.model.TraceSegmentDestinationStatus;
import software.amazon.awssdk.services.xray.model.XRayException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TransactionSearchTest extends XRayOverHttp {

    private static final Instant NOW = Instant.ofEpochSecond(Documents.EPOCH);
    private static final int MANY = 1_000;

    TransactionSearchTest() {
        super(FixedXRayConfig.roomy(), NOW);
    }

    @Test
    void updateTraceSegmentDestination_toLogs_pendingThenActive() {
        var changed =
                client.updateTraceSegmentDestination(b -> b.destination(TraceSegmentDestination.CLOUD_WATCH_LOGS));

        assertThat(changed.status()).isEqualTo(TraceSegmentDestinationStatus.PENDING);
        var destination = client.getTraceSegmentDestination(b -> {});
        assertThat(destination.destination()).isEqualTo(TraceSegmentDestination.CLOUD_WATCH_LOGS);
        assertThat(destination.status()).isEqualTo(TraceSegmentDestinationStatus.ACTIVE);
    }

    @Test
    void updateTraceSegmentDestination_unknown_refused() {
        assertThatThrownBy(() -> client.updateTraceSegmentDestination(b -> b.destination("Disk")))
                .isInstanceOf(XRayException.class)
                .hasMessageContaining("Member must satisfy enum value set: [XRay, CloudWatchLogs]");
    }

    @Test
    void putTraceSegments_allInvalid_refusedOnlyWithTransactionSearch() {
        List<String> invalid = List.of("{}", "[]");
        assertThat(client.putTraceSegments(b -> b.traceSegmentDocuments(invalid))
                        .unprocessedTraceSegments())
                .hasSize(2);

        logs();

        assertThatThrownBy(() -> client.putTraceSegments(b -> b.traceSegmentDocuments(invalid)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("No segments could be converted to log events for account: 123456789012");
    }

    @Test
    void putTraceSegments_oneOfTwoInvalid_namedAsUsual() {
        logs();
        var answer =
                client.putTraceSegments(b -> b.traceSegmentDocuments("{}", Documents.segment(Documents.TRACE, 1, "a")));
        assertThat(answer.unprocessedTraceSegments()).hasSize(1);
    }

    @Test
    void indexing_default_findsAboutOneTraceOfAHundred() {
        logs();
        putMany();
        assertThat(found()).isBetween(1, MANY / 20);
    }

    @Test
    void indexing_rulesChanged_countForTracesThatBeginLater() {
        logs();
        index(0);
        client.putTraceSegments(b -> b.traceSegmentDocuments(Documents.segment(Documents.TRACE, 1, "a")));
        assertThat(client.batchGetTraces(b -> b.traceIds(Documents.TRACE)).traces())
                .isEmpty();

        index(100);
        client.putTraceSegments(b -> b.traceSegmentDocuments(Documents.segment(Documents.TRACE, 2, "a")));
        assertThat(client.batchGetTraces(b -> b.traceIds(Documents.TRACE)).traces())
                .isEmpty();
        putMany();
        assertThat(found()).isGreaterThanOrEqualTo(MANY - 1);
    }

    @Test
    void indexing_destinationIsXRay_findsAll() {
        putMany();
        assertThat(found()).isEqualTo(MANY);
    }

    private void logs() {
        client.updateTraceSegmentDestination(b -> b.destination(TraceSegmentDestination.CLOUD_WATCH_LOGS));
    }

    private void index(double percentage) {
        var answer = client.updateIndexingRule(
                b -> b.name("Default").rule(r -> r.probabilistic(p -> p.desiredSamplingPercentage(percentage))));
        assertThat(answer.indexingRule().rule().probabilistic().actualSamplingPercentage())
                .isEqualTo(percentage);
    }

    /** Ids that are spread evenly, as random ones are. */
    private void putMany() {
        List<String> documents = IntStream.range(0, MANY)
                .mapToObj(i -> Documents.segment(Documents.traceId(i * 0x9E3779B1), i, "a"))
                .toList();
        for (int i = 0; i < MANY; i += 50) {
            List<String> some = documents.subList(i, i + 50);
            client.putTraceSegments(b -> b.traceSegmentDocuments(some));
        }
    }

    private int found() {
        return client.getTraceSummaries(b -> b.startTime(NOW.minusSeconds(60)).endTime(NOW.plusSeconds(60)))
                .traceSummaries()
                .size();
    }
}
