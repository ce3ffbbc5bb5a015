// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.otlp.export;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.raygate.otlp.RandomRequests;
import io.raygate.otlp.Translation.RejectedSpans;
import io.raygate.otlp.export.AttributeRules.Place;
import io.raygate.otlp.export.Export.Piece;
import io.raygate.otlp.export.ExportLimits.TimeLimits;
import io.raygate.otlp.oracle.AnyValue;
import io.raygate.otlp.oracle.Event;
import io.raygate.otlp.oracle.KeyValue;
import io.raygate.otlp.oracle.Request;
import io.raygate.otlp.oracle.Resource;
import io.raygate.otlp.oracle.ResourceSpans;
import io.raygate.otlp.oracle.Scope;
import io.raygate.otlp.oracle.ScopeSpans;
import io.raygate.otlp.oracle.SpanMessage;
import io.raygate.otlp.oracle.StatusMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Requests for an OTLP endpoint, held against the messages that protoc generates. */
class SpanExporterTest {

    private static final long SEED = 20261128;
    private static final long NOW = 1_795_680_061_000_000_000L;
    private static final Duration HOUR = Duration.ofHours(1);
    private static final ExportLimits LIMITS = limits(1 << 20, 1_000);

    @Test
    void export_randomRequests_everySpanInOnePieceOrRejected() throws Exception {
        Random random = new Random(SEED);
        RandomRequests requests = new RandomRequests(random);
        for (int i = 0; i < 400; i++) {
            Request request = timed(requests.next(), random);
            ExportLimits limits = limits(200 + random.nextInt(3_000), 1 + random.nextInt(5));

            Export.Ready ready = ready(request, limits, AttributeRules.NONE, Additions.NONE);

            List<Object> out = new ArrayList<>();
            for (Piece piece : ready.pieces()) {
                List<Object> spans = flat(Request.parseFrom(piece.request()));
                assertThat(spans).as("seed %d, request %d", SEED, i).hasSize(piece.spans());
                assertThat(piece.spans()).isLessThanOrEqualTo(limits.maxRequestSpans());
                assertThat(piece.spans() == 1 || piece.request().length <= limits.maxRequestBytes())
                        .isTrue();
                out.addAll(spans);
            }
            for (RejectedSpans rejected : ready.rejected()) {
                List<Object> spans = flat(Request.parseFrom(rejected.request()));
                assertThat(spans).hasSize(rejected.spans());
                out.addAll(spans);
            }
            assertThat(out).as("seed %d, request %d", SEED, i).containsExactlyInAnyOrderElementsOf(flat(request));
            assertThat(ready.spans()).isEqualTo(out.size());
        }
    }

    @Test
    void export_onePieceOfUnchangedSpans_sameBytesAgain() {
        Request request = request(span(1).build(), span(2).build());

        Piece piece = onlyPiece(ready(request, LIMITS, AttributeRules.NONE, Additions.NONE));

        assertThat(piece.request()).isEqualTo(request.toByteArray());
        assertThat(piece.startNanos()).isEqualTo(NOW);
        assertThat(piece.lastNanos()).isEqualTo(NOW + 1_000);
        assertThat(piece.failed()).isFalse();
    }

    @Test
    void export_spansBeyondLimits_areRejectedAloneWithTheirReason() {
        Request request = request(
                span(1).build(),
                span(2).setName("x".repeat(3_000)).build(),
                span(3).setStartNanos(NOW - 5 * HOUR.toNanos()).build(),
                span(4).setEndNanos(NOW + 3 * HOUR.toNanos()).build(),
                span(5).setTraceId(ByteString.EMPTY).build(),
                span(6).setSpanId(bytes(7, 1)).build(),
                span(7).setParentSpanId(bytes(3, 1)).build(),
                span(8).setStatus(StatusMessage.newBuilder().setCode(2)).build());

        Export.Ready ready = ready(request, LIMITS, AttributeRules.NONE, Additions.NONE);

        assertThat(ready.rejected())
                .extracting(rejected -> rejected.reason().name())
                .containsExactlyInAnyOrder(
                        "SPAN_TOO_LARGE",
                        "SPAN_TOO_OLD",
                        "SPAN_IN_FUTURE",
                        "INVALID_TRACE_ID",
                        "INVALID_SPAN_ID",
                        "INVALID_PARENT_ID");
        assertThat(onlyPiece(ready).spans()).isEqualTo(2);
        assertThat(onlyPiece(ready).failed()).isTrue();
    }

    @Test
    void export_resourceTooLarge_rejectsItsSpansOnly() {
        Resource large = Resource.newBuilder()
                .addAttributes(pair("a", "x".repeat(2_000)))
                .build();
        Request request = Request.newBuilder()
                .addResourceSpans(ResourceSpans.newBuilder()
                        .setResource(large)
                        .addScopeSpans(ScopeSpans.newBuilder().addSpans(span(1)).addSpans(span(2))))
                .addResourceSpans(request(span(3).build()).getResourceSpans(0))
                .build();

        Export.Ready ready = ready(request, LIMITS, AttributeRules.NONE, Additions.NONE);

        assertThat(ready.rejected()).hasSize(1);
        assertThat(ready.rejected().get(0).reason().name()).isEqualTo("RESOURCE_TOO_LARGE");
        assertThat(ready.rejected().get(0).spans()).isEqualTo(2);
        assertThat(onlyPiece(ready).spans()).isEqualTo(1);
    }

    @Test
    void export_spansFarApart_areInSeveralPieces() {
        Request request = request(
                span(1).build(), span(2).setStartNanos(NOW - 2 * HOUR.toNanos()).build(), span(3).build());

        Export.Ready ready = ready(request, LIMITS, AttributeRules.NONE, Additions.NONE);

        assertThat(ready.pieces()).extracting(Piece::spans).containsExactly(1, 1, 1);
    }

    @Test
    void export_schemaUrls_stayWithTheirPieces() throws Exception {
        Request request = Request.newBuilder()
                .addResourceSpans(ResourceSpans.newBuilder()
                        .setResource(Resource.newBuilder().addAttributes(pair("service.name", "shop")))
                        .setSchemaUrl("resource-schema")
                        .addScopeSpans(ScopeSpans.newBuilder()
                                .setSchemaUrl("scope-schema")
                                .addSpans(span(1))
                                .addSpans(span(2))))
                .build();

        Export.Ready ready = ready(request, limits(1 << 20, 1), AttributeRules.NONE, Additions.NONE);

        assertThat(ready.pieces()).hasSize(2);
        for (Piece piece : ready.pieces()) {
            ResourceSpans spans = Request.parseFrom(piece.request()).getResourceSpans(0);
            assertThat(spans.getSchemaUrl()).isEqualTo("resource-schema");
            assertThat(spans.getScopeSpans(0).getSchemaUrl()).isEqualTo("scope-schema");
        }
    }

    @Test
    void export_json_becomesProtobuf() throws Exception {
        byte[] json =
                ("{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"traceId\":\"4efaaf4d1e8720b39541901950019ee5\","
                                + "\"spanId\":\"00000000000000a1\",\"name\":\"GET\",\"startTimeUnixNano\":\"" + NOW
                                + "\"}]}]}]}")
                        .getBytes(UTF_8);

        Export export = new SpanExporter(LIMITS).export(json, 0, json.length, AttributeRules.NONE, Additions.NONE, NOW);

        Piece piece = onlyPiece((Export.Ready) export);
        assertThat(Request.parseFrom(piece.request())
                        .getResourceSpans(0)
                        .getScopeSpans(0)
                        .getSpans(0)
                        .getName())
                .isEqualTo("GET");
    }

    @Test
    void export_additions_onlyWhereAbsentAndOnlyWithRoom() throws Exception {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("service.name", "other");
        facts.put("k8s.pod.name", "shop-1");
        facts.put("replicas", 3L);
        facts.put("large", "x".repeat(2_000));
        Request request = request(span(1).build());

        Piece piece = onlyPiece(ready(request, LIMITS, AttributeRules.NONE, new Additions(facts, false)));

        assertThat(Request.parseFrom(piece.request())
                        .getResourceSpans(0)
                        .getResource()
                        .getAttributesList())
                .containsExactly(
                        pair("service.name", "shop"),
                        pair("k8s.pod.name", "shop-1"),
                        KeyValue.newBuilder()
                                .setKey("replicas")
                                .setValue(AnyValue.newBuilder().setInteger(3))
                                .build());
        assertThat(piece.added()).isEqualTo(2);
        assertThat(piece.givenUp()).isEqualTo(1);
    }

    @Test
    void export_additionsThatOverride_replaceWhatTheResourceSays() throws Exception {
        Request request = request(span(1).build());

        Piece piece = onlyPiece(
                ready(request, LIMITS, AttributeRules.NONE, new Additions(Map.of("service.name", "told"), true)));

        assertThat(Request.parseFrom(piece.request())
                        .getResourceSpans(0)
                        .getResource()
                        .getAttributesList())
                .containsExactly(pair("service.name", "told"));
    }

    @Test
    void export_rules_reachResourceSpanEventStatusAndState() throws Exception {
        SpanMessage span = span(1).setTraceState("secret=1")
                .addAttributes(pair("secret", "a"))
                .addAttributes(pair("open", "b"))
                .addEvents(Event.newBuilder().setName("e").addAttributes(pair("secret", "c")))
                .setStatus(StatusMessage.newBuilder().setCode(2).setMessage("secret"))
                .build();

        Piece piece = onlyPiece(ready(request(span), LIMITS, DROPPING_SECRETS, Additions.NONE));

        SpanMessage left = Request.parseFrom(piece.request())
                .getResourceSpans(0)
                .getScopeSpans(0)
                .getSpans(0);
        assertThat(left)
                .isEqualTo(span.toBuilder()
                        .clearTraceState()
                        .clearAttributes()
                        .addAttributes(pair("open", "b"))
                        .clearEvents()
                        .addEvents(Event.newBuilder().setName("e"))
                        .setStatus(StatusMessage.newBuilder().setCode(2))
                        .build());
    }

    @Test
    void export_rulesThatChangeNothing_sameRequest() throws Exception {
        Random random = new Random(SEED);
        RandomRequests requests = new RandomRequests(random);
        AttributeRules askingEach = (place, key) -> new ValueRule() {
            @Override
            public boolean drops(boolean container) {
                return false;
            }

            @Override
            public String text(String value) {
                return value;
            }

            @Override
            public String number(String digits) {
                return digits;
            }

            @Override
            public ValueRule member(String key) {
                return this;
            }
        };
        for (int i = 0; i < 200; i++) {
            Request request = timed(requests.next(), random);
            Export.Ready ready = ready(request, limits(1 << 20, 1_000), askingEach, Additions.NONE);

            List<Object> out = new ArrayList<>();
            for (Piece piece : ready.pieces()) {
                out.addAll(flat(Request.parseFrom(piece.request())));
            }
            assertThat(out).as("seed %d, request %d", SEED, i).isEqualTo(flat(request));
        }
    }

    @Test
    void export_cutOrFlipped_neverThrowsAndWhatLeavesIsWellFormed() throws Exception {
        Random random = new Random(SEED);
        RandomRequests requests = new RandomRequests(random);
        for (int i = 0; i < 40; i++) {
            byte[] bytes = timed(requests.next(), random).toByteArray();
            for (int flips = 0; flips < 300 && bytes.length > 0; flips++) {
                byte[] flipped = bytes.clone();
                flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
                int length = random.nextInt(4) == 0 ? random.nextInt(flipped.length) : flipped.length;
                AttributeRules rules = random.nextBoolean() ? AttributeRules.NONE : DROPPING_SECRETS;
                if (new SpanExporter(LIMITS).export(flipped, 0, length, rules, Additions.NONE, NOW)
                        instanceof Export.Ready ready) {
                    for (Piece piece : ready.pieces()) {
                        assertThat(flat(Request.parseFrom(piece.request()))).hasSize(piece.spans());
                    }
                }
            }
        }
    }

    @Test
    void halves_ofAnyPiece_haveItsSpans() throws Exception {
        Request request =
                request(IntStream.range(1, 6).mapToObj(i -> span(i).build()).toArray(SpanMessage[]::new));
        byte[] bytes = request.toByteArray();

        List<byte[]> halves = SpanRequests.halves(bytes, 0, bytes.length);

        assertThat(flat(Request.parseFrom(halves.get(0))))
                .isEqualTo(flat(request).subList(0, 2));
        assertThat(flat(Request.parseFrom(halves.get(1))))
                .isEqualTo(flat(request).subList(2, 5));
        assertThat(flat(Request.parseFrom(SpanRequests.first(bytes, 0, bytes.length))))
                .isEqualTo(flat(request).subList(0, 1));
    }

    private static final AttributeRules DROPPING_SECRETS = (place, key) -> new ValueRule() {
        @Override
        public boolean drops(boolean container) {
            return key.equals("secret") || place == Place.STATUS_MESSAGE || place == Place.TRACE_STATE;
        }

        @Override
        public String text(String value) {
            return value;
        }

        @Override
        public String number(String digits) {
            return digits;
        }

        @Override
        public ValueRule member(String name) {
            return DROPPING_SECRETS.rule(place, name);
        }
    };

    private static Export.Ready ready(Request request, ExportLimits limits, AttributeRules rules, Additions additions) {
        byte[] bytes = ("x" + new String(request.toByteArray(), java.nio.charset.StandardCharsets.ISO_8859_1))
                .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
        return (Export.Ready) new SpanExporter(limits).export(bytes, 1, bytes.length - 1, rules, additions, NOW);
    }

    private static Piece onlyPiece(Export.Ready ready) {
        assertThat(ready.pieces()).hasSize(1);
        return ready.pieces().get(0);
    }

    private static ExportLimits limits(int maxBytes, int maxSpans) {
        return new ExportLimits(
                2_500, 1_500, new TimeLimits(HOUR.multipliedBy(4), HOUR.multipliedBy(2)), maxBytes, maxSpans, HOUR);
    }

    /** Times that are in range, and texts that are short enough, for a request of {@link RandomRequests}. */
    private static Request timed(Request request, Random random) {
        Request.Builder timed = request.toBuilder();
        timed.getResourceSpansBuilderList()
                .forEach(resource -> resource.getScopeSpansBuilderList()
                        .forEach(scope -> scope.getSpansBuilderList().forEach(span -> {
                            long start = NOW - random.nextInt(1_000_000);
                            span.setStartNanos(start).setEndNanos(start + random.nextInt(1_000_000));
                        })));
        return timed.build();
    }

    private static Request request(SpanMessage... spans) {
        return Request.newBuilder()
                .addResourceSpans(ResourceSpans.newBuilder()
                        .setResource(Resource.newBuilder().addAttributes(pair("service.name", "shop")))
                        .addScopeSpans(ScopeSpans.newBuilder()
                                .setScope(Scope.newBuilder().setName("lib"))
                                .addAllSpans(List.of(spans))))
                .build();
    }

    private static SpanMessage.Builder span(int number) {
        return SpanMessage.newBuilder()
                .setTraceId(bytes(16, number))
                .setSpanId(bytes(8, number))
                .setName("work")
                .setKind(2)
                .setStartNanos(NOW)
                .setEndNanos(NOW + 1_000);
    }

    private static KeyValue pair(String key, String value) {
        return KeyValue.newBuilder()
                .setKey(key)
                .setValue(AnyValue.newBuilder().setText(value))
                .build();
    }

    private static ByteString bytes(int length, int value) {
        byte[] bytes = new byte[length];
        bytes[length - 1] = (byte) value;
        return ByteString.copyFrom(bytes);
    }

    private static List<Object> flat(Request request) throws InvalidProtocolBufferException {
        List<Object> flat = new ArrayList<>();
        for (ResourceSpans resource : request.getResourceSpansList()) {
            for (ScopeSpans scope : resource.getScopeSpansList()) {
                scope.getSpansList().forEach(span -> flat.add(List.of(resource.getResource(), scope.getScope(), span)));
            }
        }
        return flat;
    }
}
