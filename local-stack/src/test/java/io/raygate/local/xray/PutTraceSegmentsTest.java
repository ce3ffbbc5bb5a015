// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray;

import io.raygate.local.fault.Fault;
import io.raygate.local.fault.FaultKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.xray.model.ThrottledException;
import software.amazon.awssdk.services.xray.model.UnprocessedTraceSegment;
import software.amazon.awssdk.services.xray.model.XRayException;

import static io.raygate.local.xray.index.Documents.EPOCH;
import static io.raygate.local.xray.index.Documents.id;
import static io.raygate.local.xray.index.Documents.segment;
import static io.raygate.local.xray.index.Documents.traceId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

/** PutTraceSegments: what it refuses, and what faults do to it. */
class PutTraceSegmentsTest extends XRayOverHttp {

    private static final Instant NOW = Instant.ofEpochSecond(EPOCH + 3_600);

    PutTraceSegmentsTest() {
        super(new FixedXRayConfig(1_000, 3, 2), NOW);
    }

    @Test
    void putTraceSegments_refusedDocuments_areNamedAndTheRestIsStored() {
        List<UnprocessedTraceSegment> unprocessed = put(List.of(
                "[]",
                segment("1-zz", 1, "shop"),
                segment(traceId(1), 2, "shop?"),
                segment(traceId(1), 3, "shop"),
                "{",
                segment(traceId(1), 4, "shop", 0, 1, "\"metadata\":\"" + "x".repeat(65_536) + "\",")));
        assertThat(unprocessed)
                .extracting(UnprocessedTraceSegment::id)
                .containsExactly(null, id(1), id(2), null, id(4));
        assertThat(unprocessed)
                .extracting(UnprocessedTraceSegment::errorCode)
                .containsExactly("MissingId", "InvalidTraceId", "InvalidName", "ParseError", "InvalidSegment");
        assertThat(unprocessed)
                .extracting(UnprocessedTraceSegment::message)
                .startsWith("Invalid entity. ErrorCode: MissingId", "Invalid segment. ErrorCode: InvalidTraceId");
        assertThat(api.status())
                .containsEntry("put", 6L)
                .containsEntry("stored", 1L)
                .containsEntry(
                        "unprocessed",
                        Map.of(
                                "MissingId",
                                1L,
                                "InvalidTraceId",
                                1L,
                                "InvalidName",
                                1L,
                                "ParseError",
                                1L,
                                "InvalidSegment",
                                1L));
    }

    @Test
    void putTraceSegments_newDocuments_areCountedByTheirAge() {
        put(List.of(
                segment(traceId(1), 1, "shop", 3_599, 3_599.9, ""),
                segment(traceId(1), 1, "shop", 3_599, 3_599.9, ""),
                segment(traceId(1), 2, "shop", 3_599, 3_600.5, ""),
                segment(traceId(1), 3, "shop", 0, 1, "")));

        assertThat(api.status()).containsEntry("ageMillis", Map.of("1.00", 1L, "106.72", 1L, "1215415.35", 1L));
    }

    @Test
    void putTraceSegments_fiftyOneDocuments_isRefusedWhole() {
        List<String> fifty = Collections.nCopies(50, segment(traceId(1), 1, "shop"));
        assertThat(put(fifty)).isEmpty();
        assertInvalid(
                () -> put(Collections.nCopies(51, segment(traceId(2), 1, "shop"))),
                "Exceeding maximum segment count: 50");
        assertThat(api.status())
                .containsEntry("put", 50L)
                .containsEntry("duplicates", 49L)
                .containsEntry("stored", 1L);
    }

    @Test
    void putTraceSegments_everySecondUnprocessed_namesTheseAndStoresTheOthers() {
        inject(FaultKind.UNPROCESSED, 0.5, "ThrottlingException");

        assertThat(put(List.of(shop(1), shop(2), shop(3), shop(4))))
                .extracting(UnprocessedTraceSegment::id, UnprocessedTraceSegment::errorCode)
                .containsExactly(tuple(id(2), "ThrottlingException"), tuple(id(4), "ThrottlingException"));
        assertThat(api.status())
                .containsEntry("stored", 2L)
                .containsEntry("unprocessed", Map.of("ThrottlingException", 2L))
                .containsEntry("faultsInjected", 2L);
    }

    @Test
    void putTraceSegments_unprocessedWithoutId_namesNone() {
        inject(FaultKind.UNPROCESSED_WITHOUT_ID, 1, Fault.Effect.DEFAULT.code());

        assertThat(put(List.of(shop(1))))
                .singleElement()
                .satisfies(entry -> assertThat(entry.id()).isNull());
    }

    @Test
    void putTraceSegments_throttled_isTheModelledErrorAndStoresNothing() {
        inject(FaultKind.THROTTLE, 1, Fault.Effect.DEFAULT.code());

        assertThatExceptionOfType(ThrottledException.class)
                .isThrownBy(() -> put(List.of(shop(1))))
                .satisfies(failure -> assertThat(failure.statusCode()).isEqualTo(429));
        assertThat(api.status()).containsEntry("stored", 0L);
        assertThat(client.batchGetTraces(b -> b.traceIds(traceId(1))).traces()).isEmpty();
    }

    @Test
    void putTraceSegments_faultMatchesOneDocument_onlyCallsWithItFail() {
        faults.add(
                new Fault(
                        new Fault.Aim("*", Set.of("TraceSegments"), id(2), 1),
                        FaultKind.HTTP_500,
                        Duration.ofSeconds(9),
                        Fault.Effect.DEFAULT),
                NOW);

        assertThat(put(List.of(shop(1), shop(3)))).isEmpty();
        assertThatExceptionOfType(XRayException.class)
                .isThrownBy(() -> put(List.of(shop(4), shop(2))))
                .satisfies(failure -> assertThat(failure.statusCode()).isEqualTo(500));
        assertThat(api.status()).containsEntry("stored", 2L);
    }

    private void inject(FaultKind kind, double share, String code) {
        faults.add(
                new Fault(
                        new Fault.Aim("*", Set.of("TraceSegments"), "", share),
                        kind,
                        Duration.ofSeconds(9),
                        new Fault.Effect(Duration.ZERO, code, Fault.Effect.DEFAULT.answer())),
                NOW);
    }

    private static String shop(int id) {
        return segment(traceId(1), id, "shop", 0, 1, "");
    }
}
