// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.batch;

import io.raygate.gateway.SpanDocuments;
import io.raygate.gateway.decode.ReceivedDocument;
import io.raygate.otlp.export.ExportLimits;
import io.raygate.otlp.export.ExportLimits.TimeLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SpanBatcherTest {

    private static final Duration DAY = Duration.ofDays(1);

    @Test
    void batch_random_everyDocumentOnceAndEachCallWithinTheLimits() {
        Random random = new Random(7);
        for (int run = 0; run < 50; run++) {
            List<SpanDocument> documents = new ArrayList<>();
            for (int record = 0; record < 60; record++) {
                String[] names = IntStream.rangeClosed(0, random.nextInt(5))
                        .mapToObj(Integer::toString)
                        .toArray(String[]::new);
                long start = random.nextLong(3 * DAY.toNanos());
                documents.add(new SpanDocument(
                        SpanDocuments.of(record, names).withFailed(random.nextBoolean()), start, start + 1));
            }
            ExportLimits limits = new ExportLimits(1 << 20, 1 << 14, new TimeLimits(DAY, DAY), 1_000, 8, DAY);

            List<Batch> batches = SpanBatcher.batch(documents, limits);

            assertThat(batches.stream().flatMap(batch -> batch.documents().stream()))
                    .containsExactlyInAnyOrderElementsOf(
                            documents.stream().map(SpanDocument::received).toList());
            for (Batch batch : batches) {
                assertThat(batch.spans()).isLessThanOrEqualTo(8);
                assertThat(batch.documents().size() == 1 || bytes(batch) <= 1_000)
                        .isTrue();
                assertThat(spread(batch, documents)).isLessThanOrEqualTo(DAY.toNanos());
            }
        }
    }

    private static int bytes(Batch batch) {
        return batch.documents().stream()
                .mapToInt(received -> received.document().length())
                .sum();
    }

    private static long spread(Batch batch, List<SpanDocument> all) {
        List<SpanDocument> in = all.stream()
                .filter(span ->
                        batch.documents().stream().anyMatch((ReceivedDocument one) -> one.equals(span.received())))
                .toList();
        long first = in.stream().mapToLong(SpanDocument::startNanos).min().orElseThrow();
        return in.stream().mapToLong(SpanDocument::lastNanos).max().orElseThrow() - first;
    }
}
