// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.submit;

import io.raygate.gateway.Documents;
import io.raygate.gateway.Events;
import io.raygate.gateway.batch.Batch;
import io.raygate.gateway.decode.ReceivedDocument;
import io.raygate.gateway.quarantine.QuarantineReason;
import io.raygate.gateway.quarantine.Quarantined;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SettlementTest {

    private final ReceivedDocument[] documents = IntStream.range(0, 10)
            .mapToObj(i -> Documents.document(i, Events.segment(i)))
            .toArray(ReceivedDocument[]::new);

    private final Batch ten = batch(IntStream.range(0, 10).toArray());

    @Test
    void of_nothingUnprocessed_deliversAll() {
        assertThat(Settlement.of(ten, List.of())).isEqualTo(new Settlement(10, 0, List.of(), List.of(), List.of()));
    }

    @Test
    void of_idsOfTheBatch_refusesThoseWithTheirCodes() {
        Settlement settlement = Settlement.of(
                ten,
                List.of(
                        new Unprocessed(id(3), "InvalidName", "bad name"),
                        new Unprocessed(id(7), "InvalidTraceId", "")));

        assertThat(settlement.delivered()).isEqualTo(8);
        assertThat(settlement.refused())
                .containsExactlyInAnyOrder(
                        new Quarantined(document(3), QuarantineReason.REFUSED_BY_XRAY, "InvalidName", "", "bad name"),
                        new Quarantined(document(7), QuarantineReason.REFUSED_BY_XRAY, "InvalidTraceId", "", ""));
    }

    @Test
    void of_retryableCode_sendsAgain() {
        Settlement settlement = Settlement.of(ten, List.of(new Unprocessed(id(3), "InternalFailure", "")));

        assertThat(settlement.delivered()).isEqualTo(9);
        assertThat(settlement.retry()).containsExactly(document(3));
    }

    @Test
    void of_codeNobodyKnows_refuses() {
        assertThat(Settlement.of(ten, List.of(new Unprocessed(id(3), "Quux", "")))
                        .refused())
                .extracting(Quarantined::code)
                .containsExactly("Quux");
    }

    @Test
    void of_noId_isUnclearForAllThatAreNotNamed() {
        Settlement settlement = Settlement.of(
                ten, List.of(new Unprocessed("", "MissingId", ""), new Unprocessed(id(0), "InvalidName", "")));

        assertThat(settlement.delivered()).isZero();
        assertThat(settlement.refused()).hasSize(1);
        assertThat(settlement.unclear()).hasSize(9).doesNotContain(document(0));
    }

    @Test
    void of_noIdAndRetryable_sendsAllAgain() {
        assertThat(Settlement.of(ten, List.of(new Unprocessed("", "ThrottledException", "")))
                        .retry())
                .hasSize(10);
    }

    @Test
    void of_idNobodySent_isUnclear() {
        assertThat(Settlement.of(ten, List.of(new Unprocessed("ffffffffffffffff", "InvalidName", "")))
                        .unclear())
                .hasSize(10);
    }

    @Test
    void of_noIdButAlone_isThatOne() {
        assertThat(Settlement.of(batch(4), List.of(new Unprocessed("", "MissingId", "")))
                        .refused())
                .extracting(Quarantined::document)
                .containsExactly(document(4));
    }

    @Test
    void of_idOfTwoDocuments_isUnclearForBoth() {
        Settlement settlement = Settlement.of(batch(1, 2, 2), List.of(new Unprocessed(id(2), "InvalidName", "")));

        assertThat(settlement.delivered()).isEqualTo(1);
        assertThat(settlement.unclear()).containsExactly(document(2), document(2));
    }

    @Test
    void of_idOfTwoDocumentsTwice_refusesBoth() {
        Unprocessed entry = new Unprocessed(id(2), "InvalidName", "");

        Settlement settlement = Settlement.of(batch(1, 2, 2), List.of(entry, entry));

        assertThat(settlement.delivered()).isEqualTo(1);
        assertThat(settlement.refused()).hasSize(2);
    }

    private ReceivedDocument document(int number) {
        return documents[number];
    }

    private Batch batch(int... numbers) {
        return new Batch(IntStream.of(numbers).mapToObj(this::document).toList());
    }

    private static String id(int number) {
        return "%016x".formatted(number);
    }
}
