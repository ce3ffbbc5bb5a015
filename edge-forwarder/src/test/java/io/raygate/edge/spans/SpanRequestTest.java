// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.spans;

import com.google.protobuf.InvalidProtocolBufferException;
import com.sun.management.ThreadMXBean;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.raygate.testing.RunLength;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The walk against the messages that protoc generates, and against bytes that are no message. */
class SpanRequestTest {

    private static final long SEED = 20261127;
    private static final int REQUESTS = RunLength.of("raygate.spans.requests", 600, 50_000);

    private final RandomSpans spans = new RandomSpans(SEED);
    private final Random random = spans.random();
    private final SpanRequest request = new SpanRequest();

    @Test
    void cut_protobufOfAnyShape_piecesAreTheWhole() throws Exception {
        for (int i = 0; i < REQUESTS; i++) {
            byte[] bytes = spans.protobuf();
            List<Object> expected = flat(ExportTraceServiceRequest.parseFrom(bytes));
            byte[] around = surrounded(bytes);
            assertThat(request.count(around, 3, 3 + bytes.length)).isEqualTo(expected.size());
            assertThat(request.read(around, 3, 3 + bytes.length)).isEqualTo(expected.size());

            List<Object> found = new ArrayList<>();
            int maxBytes = 2_500 + random.nextInt(10_000);
            int maxSpans = 1 + random.nextInt(20);
            cut(maxBytes, maxSpans, piece -> {
                List<Object> part = flat(parse(piece));
                found.addAll(part);
                return part.size();
            });

            assertThat(found).as("seed %d, request %d", SEED, i).isEqualTo(expected);
        }
    }

    @Test
    void cut_jsonOfAnyShape_piecesAreTheWhole() throws Exception {
        for (int i = 0; i < REQUESTS; i++) {
            JsonObject json = spans.json();
            byte[] bytes = (i % 2 == 0 ? json.encode() : json.encodePrettily()).getBytes(UTF_8);
            List<Object> expected = flat(json);
            byte[] around = surrounded(bytes);
            assertThat(request.read(around, 3, 3 + bytes.length)).isEqualTo(expected.size());

            List<Object> found = new ArrayList<>();
            cut(2_500 + random.nextInt(10_000), 1 + random.nextInt(20), piece -> {
                List<Object> part = flat(new JsonObject(new String(piece, UTF_8)));
                found.addAll(part);
                return part.size();
            });

            assertThat(found).as("seed %d, request %d", SEED, i).isEqualTo(expected);
        }
    }

    @Test
    void only_someSpans_inTheirScopesAndResources() throws Exception {
        for (int i = 0; i < REQUESTS; i++) {
            byte[] bytes = spans.protobuf();
            JsonObject json = spans.json();
            List<Object> expected = flat(ExportTraceServiceRequest.parseFrom(bytes));
            List<Object> expectedJson = flat(json);
            BitSet chosen = BitSet.valueOf(new long[] {random.nextLong(), random.nextLong()});

            request.read(bytes, 0, bytes.length);
            assertThat(flat(parse(array(request.only(chosen))))).isEqualTo(chosen(expected, chosen));
            byte[] text = json.encode().getBytes(UTF_8);
            request.read(text, 0, text.length);
            assertThat(flat(new JsonObject(new String(array(request.only(chosen)), UTF_8))))
                    .isEqualTo(chosen(expectedJson, chosen));
        }
    }

    @Test
    void cut_spanLargerThanAPiece_isNamedAndHarmsNoOther() throws Exception {
        byte[] bytes = request(small(), span("x".repeat(5_000)), small()).toByteArray();
        request.read(bytes, 0, bytes.length);
        List<Integer> outcomes = new ArrayList<>();

        request.cut(2_000, 100, outcomes(outcomes));

        assertThat(outcomes).containsExactly(1, -1, 1);
    }

    @Test
    void cut_frameLargerThanHalfAPiece_itsSpansAreRefusedTogether() throws Exception {
        ResourceSpans large = ResourceSpans.newBuilder()
                .setSchemaUrl("x".repeat(1_200))
                .addScopeSpans(ScopeSpans.newBuilder().addSpans(small()).addSpans(small()))
                .build();
        byte[] bytes = ExportTraceServiceRequest.newBuilder()
                .addResourceSpans(large)
                .addResourceSpans(request(small()).getResourceSpans(0))
                .build()
                .toByteArray();
        request.read(bytes, 0, bytes.length);
        List<Integer> outcomes = new ArrayList<>();

        request.cut(2_000, 100, outcomes(outcomes));

        assertThat(outcomes).containsExactly(-2, 1);
    }

    @Test
    void traceId_ofEachSpan_isFound() throws Exception {
        for (int i = 0; i < REQUESTS; i++) {
            byte[] bytes = spans.protobuf();
            List<Span> expected = spansOf(ExportTraceServiceRequest.parseFrom(bytes));
            byte[] id = new byte[SpanRequest.TRACE_ID_BYTES];
            assertThat(request.read(bytes, 0, bytes.length)).isEqualTo(expected.size());
            for (int span = 0; span < expected.size(); span++) {
                assertThat(request.traceId(span, id)).isTrue();
                assertThat(id).isEqualTo(expected.get(span).getTraceId().toByteArray());
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '|',
            value = {
                "{'traceId':'5B8EFFF798038103D269B633813FC60C'}; 5b8efff798038103d269b633813fc60c",
                "{'a':{'traceId':'00'},'traceId':'5b8efff798038103d269b633813fc60c'}; 5b8efff798038103d269b633813fc60c",
                "{'traceId':'5b8e'}; ||",
                "{'traceId':'5b8efff798038103d269b633813fc60g'}; ||",
                "{'traceId':7}; ||",
                "{}; ||",
            },
            delimiter = ';')
    void traceId_ofJson_isFound(String span, String expected) throws Exception {
        byte[] bytes = ("{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[" + span.replace('\'', '"') + "]}]}]}")
                .getBytes(UTF_8);
        byte[] id = new byte[SpanRequest.TRACE_ID_BYTES];
        request.read(bytes, 0, bytes.length);

        assertThat(request.traceId(0, id) ? HexFormat.of().formatHex(id) : "").isEqualTo(expected);
    }

    @Test
    void count_cutOrFlippedBytes_countsOrSaysWhere() {
        for (int i = 0; i < REQUESTS / 10; i++) {
            byte[] bytes = i % 2 == 0 ? spans.protobuf() : spans.json().encode().getBytes(UTF_8);
            for (int end = 0; end < bytes.length; end += 1 + random.nextInt(9)) {
                countsOrRefuses(bytes, end);
            }
            for (int flips = 0; flips < 200 && bytes.length > 0; flips++) {
                byte[] flipped = bytes.clone();
                flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
                countsOrRefuses(flipped, flipped.length);
            }
        }
    }

    /** Where it counts, what it cuts can be counted again. */
    private void countsOrRefuses(byte[] bytes, int end) {
        try {
            int count = request.read(bytes, 0, end);
            int[] again = {0};
            request.cut(1 << 20, 1 + count / 2, new SpanRequest.Pieces() {
                @Override
                public void piece(ByteBuffer piece, int pieceSpans) {
                    again[0] += pieceSpans;
                    assertThat(countOf(array(piece))).isEqualTo(pieceSpans);
                }

                @Override
                public void tooLarge(int refused) {
                    again[0] += refused;
                }
            });
            assertThat(again[0]).isEqualTo(count);
        } catch (MalformedSpansException e) {
            assertThat(e.description()).contains(" at byte ");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0A, a message ends within a field at byte 1",
        "0A05, a field reaches beyond its message at byte 1",
        "08, a field has the wrong wire type at byte 1",
        "0A020A05, a field reaches beyond its message at byte 3",
        "0A04120210, a field reaches beyond its message at byte 1",
        "0A0512031A0100, ''",
        "0A0412020800, a field has the wrong wire type at byte 5",
        "00, a field number is out of range at byte 0",
        "7A, a message ends within a field at byte 1",
        "13, a field has an unknown wire type at byte 1",
        "FFFFFFFFFFFFFFFFFFFFFF, a varint is longer than ten bytes at byte 10",
        "1001, ''",
        "1D01020304, ''",
        "1D010203, a message ends within a field at byte 1",
    })
    void count_protobuf_saysWhereItIsMalformed(String hex, String message) throws Exception {
        byte[] bytes = HexFormat.of().parseHex(hex);
        if (message.isEmpty()) {
            assertThat(request.count(bytes, 0, bytes.length)).isZero();
            return;
        }
        assertThatThrownBy(() -> request.count(bytes, 0, bytes.length))
                .isInstanceOfSatisfying(
                        MalformedSpansException.class,
                        malformed -> assertThat(malformed.description()).isEqualTo(message));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{}{}",
                "{\"resourceSpans\":7}",
                "{\"resourceSpans\":[[]]}",
                "{\"resourceSpans\":[null]}",
                "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[7]}]}]}",
                "{\"resourceSpans\":[{\"scopeSpans\":\"x\"}]}",
                "{\u0000\"\u0000}\u0000",
            })
    void count_notOtlpsJson_malformed(String json) {
        byte[] bytes = json.getBytes(UTF_8);
        assertThatThrownBy(() -> request.count(bytes, 0, bytes.length)).isInstanceOf(MalformedSpansException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "{\"resourceSpans\":null}", "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[]}]}]}"})
    void count_jsonWithoutSpans_none(String json) throws Exception {
        byte[] bytes = json.getBytes(UTF_8);
        assertThat(request.count(bytes, 0, bytes.length)).isZero();
    }

    /** What a million parts of a frame could cost for each of as many scopes would never end. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void cut_manyPartsAndManyScopes_costsNoMoreThanTheirSum(boolean isOfTheResource) throws Exception {
        byte[] field = {0x50, 1};
        byte[] scope = {0x12, 4, 0x12, 2, 0x2A, 0};
        ByteArrayOutputStream parts = new ByteArrayOutputStream();
        ByteArrayOutputStream scopes = new ByteArrayOutputStream();
        for (int i = 0; i < 500_000; i++) {
            parts.writeBytes(field);
            scopes.writeBytes(scope);
        }
        ByteArrayOutputStream resource = new ByteArrayOutputStream();
        resource.writeBytes(isOfTheResource ? parts.toByteArray() : new byte[0]);
        resource.writeBytes(scopes.toByteArray());
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(isOfTheResource ? new byte[0] : parts.toByteArray());
        whole.writeBytes(RandomSpans.field(1, resource.toByteArray()));
        byte[] bytes = whole.toByteArray();
        request.read(bytes, 0, bytes.length);
        int[] refused = {0};

        request.cut(240 * 1024, 10_000, new SpanRequest.Pieces() {
            @Override
            public void piece(ByteBuffer piece, int pieceSpans) {
                throw new AssertionError("none fits");
            }

            @Override
            public void tooLarge(int count) {
                refused[0] += count;
            }
        });
        BitSet ends = new BitSet();
        ends.set(0);
        ends.set(499_999);

        assertThat(refused[0]).isEqualTo(500_000);
        assertThat(request.only(ends).remaining()).isGreaterThan(1_000_000);
    }

    @Test
    void count_protobuf_allocatesNothing() throws Exception {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Span[] hundred = new Span[100];
        Arrays.fill(hundred, span("GET /cart"));
        byte[] bytes = request(hundred).toByteArray();
        int found = 0;
        for (int i = 0; i < 20_000; i++) {
            found += request.count(bytes, 0, bytes.length);
        }
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 1_000; i++) {
            found += request.count(bytes, 0, bytes.length);
        }
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        assertThat(found).isEqualTo(2_100_000);
        assertThat(allocated).as("bytes for 100,000 spans").isLessThan(1_024);
    }

    /** Each piece within its bounds. */
    private void cut(int maxBytes, int maxSpans, PieceReader reader) {
        request.cut(maxBytes, maxSpans, new SpanRequest.Pieces() {
            @Override
            public void piece(ByteBuffer piece, int pieceSpans) {
                assertThat(piece.remaining()).isLessThanOrEqualTo(maxBytes);
                assertThat(pieceSpans).isBetween(1, maxSpans);
                assertThat(reader.spansIn(array(piece))).isEqualTo(pieceSpans);
            }

            @Override
            public void tooLarge(int refused) {
                throw new AssertionError("none is: " + refused);
            }
        });
    }

    private static SpanRequest.Pieces outcomes(List<Integer> outcomes) {
        return new SpanRequest.Pieces() {
            @Override
            public void piece(ByteBuffer piece, int pieceSpans) {
                outcomes.add(pieceSpans);
            }

            @Override
            public void tooLarge(int refused) {
                outcomes.add(-refused);
            }
        };
    }

    private static int countOf(byte[] piece) {
        try {
            return new SpanRequest().count(piece, 0, piece.length);
        } catch (MalformedSpansException e) {
            throw new AssertionError(e.description(), e);
        }
    }

    private static ExportTraceServiceRequest parse(byte[] piece) {
        try {
            return ExportTraceServiceRequest.parseFrom(piece);
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] surrounded(byte[] bytes) {
        byte[] around = new byte[bytes.length + 7];
        System.arraycopy(bytes, 0, around, 3, bytes.length);
        return around;
    }

    private static byte[] array(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    private static List<Object> chosen(List<Object> all, BitSet chosen) {
        List<Object> some = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            if (chosen.get(i)) {
                some.add(all.get(i));
            }
        }
        return some;
    }

    private static Span small() {
        return span("n");
    }

    private static Span span(String name) {
        return Span.newBuilder().setName(name).setStartTimeUnixNano(1).build();
    }

    private static ExportTraceServiceRequest request(Span... spans) {
        return ExportTraceServiceRequest.newBuilder()
                .addResourceSpans(ResourceSpans.newBuilder()
                        .addScopeSpans(ScopeSpans.newBuilder().addAllSpans(List.of(spans))))
                .build();
    }

    private static List<Span> spansOf(ExportTraceServiceRequest request) {
        return request.getResourceSpansList().stream()
                .flatMap(resource -> resource.getScopeSpansList().stream())
                .flatMap(scope -> scope.getSpansList().stream())
                .toList();
    }

    /** Each span with all that frames it. */
    private static List<Object> flat(ExportTraceServiceRequest request) {
        List<Object> flat = new ArrayList<>();
        Object ofRequest = request.toBuilder().clearResourceSpans().build();
        for (ResourceSpans resource : request.getResourceSpansList()) {
            Object ofResource = resource.toBuilder().clearScopeSpans().build();
            for (ScopeSpans scope : resource.getScopeSpansList()) {
                Object ofScope = scope.toBuilder().clearSpans().build();
                scope.getSpansList().forEach(span -> flat.add(List.of(ofRequest, ofResource, ofScope, span)));
            }
        }
        return flat;
    }

    private static List<Object> flat(JsonObject request) {
        List<Object> flat = new ArrayList<>();
        for (Object resource : request.getJsonArray("resourceSpans", new JsonArray())) {
            for (Object scope : ((JsonObject) resource).getJsonArray("scopeSpans")) {
                for (Object span : ((JsonObject) scope).getJsonArray("spans")) {
                    flat.add(List.of(
                            without(request, "resourceSpans"),
                            without((JsonObject) resource, "scopeSpans"),
                            without((JsonObject) scope, "spans"),
                            span));
                }
            }
        }
        return flat;
    }

    private static JsonObject without(JsonObject object, String member) {
        JsonObject copy = object.copy();
        copy.remove(member);
        return copy;
    }

    /** Tells how many spans a piece holds. */
    @FunctionalInterface
    private interface PieceReader {
        int spansIn(byte[] piece);
    }
}
