// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.otlp.read;

import com.google.protobuf.ByteString;
import io.raygate.otlp.RandomRequests;
import io.raygate.otlp.SpanTranslator;
import io.raygate.otlp.Translation;
import io.raygate.otlp.TranslationRules;
import io.raygate.otlp.oracle.AnyValue;
import io.raygate.otlp.oracle.Event;
import io.raygate.otlp.oracle.KeyValue;
import io.raygate.otlp.oracle.Link;
import io.raygate.otlp.oracle.Request;
import io.raygate.otlp.oracle.ResourceSpans;
import io.raygate.otlp.oracle.ScopeSpans;
import io.raygate.otlp.oracle.SpanMessage;
import io.raygate.otlp.oracle.StatusMessage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The hand-written reader against the messages that protoc generates, and against bytes that are no message. */
class OracleTest {

    private static final long SEED = 20261127;
    private static final HexFormat HEX = HexFormat.of();
    private final Random random = new Random(SEED);
    private final RandomRequests requests = new RandomRequests(random);

    @Test
    void read_randomRequests_asGeneratedMessages() throws Exception {
        for (int i = 0; i < 500; i++) {
            byte[] bytes = requests.next().toByteArray();
            Request expected = Request.parseFrom(bytes);
            TraceRequest read = TraceRequest.read(bytes, 0, bytes.length, 1_000);

            List<SpanMessage> spans = expected.getResourceSpansList().stream()
                    .flatMap(resource -> resource.getScopeSpansList().stream())
                    .flatMap(scope -> scope.getSpansList().stream())
                    .toList();
            assertThat(read.spans()).as("seed %d, request %d", SEED, i).hasSize(spans.size());
            for (int j = 0; j < spans.size(); j++) {
                assertSame(read.span(read.spans().get(j)), spans.get(j));
            }
        }
    }

    @Test
    void only_allSpans_sameSpansAndResources() throws Exception {
        for (int i = 0; i < 200; i++) {
            Request request = requests.next();
            byte[] bytes = request.toByteArray();
            TraceRequest read = TraceRequest.read(bytes, 0, bytes.length, 1_000);

            Request copy = Request.parseFrom(read.only(new java.util.HashSet<>(read.spans())));

            assertThat(flat(copy)).as("seed %d, request %d", SEED, i).isEqualTo(flat(request));
        }
    }

    @Test
    void translate_cutOrFlipped_neverThrows() {
        SpanTranslator translator = new SpanTranslator(TranslationRules.DEFAULT);
        for (int i = 0; i < 40; i++) {
            byte[] bytes = requests.next().toByteArray();
            for (int end = 0; end < bytes.length; end += 1 + random.nextInt(7)) {
                assertThat(translator.translate(bytes, 0, end, "")).isNotNull();
            }
            for (int flips = 0; flips < 300 && bytes.length > 0; flips++) {
                byte[] flipped = bytes.clone();
                flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
                Translation translation = translator.translate(flipped, 0, flipped.length, "");
                if (translation instanceof Translation.Translated translated) {
                    assertThat(translated.documents().size())
                            .as("seed %d, request %d", SEED, i)
                            .isBetween(translated.translatedSpans(), 2 * translated.translatedSpans());
                }
            }
        }
    }

    @Test
    void toProtobuf_jsonOfAllFields_asGeneratedMessages() throws Exception {
        byte[] json = """
                {"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"shop"}}],
                  "droppedAttributesCount":1,"unknown":{"a":[1,{"b":2}]}},"schemaUrl":"s",
                 "scopeSpans":[{"scope":{"name":"lib","version":"1"},"schemaUrl":null,
                  "spans":[{"traceId":"5B8EFFF798038103D269B633813FC60C","spanId":"eee19b7ec3c1b174",
                   "parentSpanId":"eee19b7ec3c1b173","traceState":"a=b","name":"n","kind":2,"flags":769,
                   "startTimeUnixNano":"1544712660000000000","endTimeUnixNano":1544712661000000000,
                   "attributes":[{"key":"i","value":{"intValue":"-7"}},{"key":"d","value":{"doubleValue":"NaN"}},
                    {"key":"b","value":{"boolValue":true}},{"key":"x","value":{"bytesValue":"AQI="}},
                    {"key":"l","value":{"arrayValue":{"values":[{"doubleValue":0.5},{}]}}},
                    {"key":"m","value":{"kvlistValue":{"values":[{"key":"k","value":{"intValue":1}}]}}}],
                   "events":[{"timeUnixNano":"3","name":"e","attributes":[]}],
                   "links":[{"traceId":"5b8efff798038103d269b633813fc60c","spanId":"eee19b7ec3c1b174","flags":1}],
                   "status":{"code":2,"message":"bad"},"droppedEventsCount":4}]}]}]}""".getBytes(UTF_8);

        Request request = Request.parseFrom(JsonRequest.toProtobuf(json, 0, json.length));

        ResourceSpans resource = request.getResourceSpans(0);
        SpanMessage span = resource.getScopeSpans(0).getSpans(0);
        assertThat(resource.getResource().getDroppedAttributes()).isEqualTo(1);
        assertThat(HEX.formatHex(span.getTraceId().toByteArray())).isEqualTo("5b8efff798038103d269b633813fc60c");
        assertThat(span.getStartNanos()).isEqualTo(1544712660000000000L);
        assertThat(span.getEndNanos()).isEqualTo(1544712661000000000L);
        assertThat(span.getFlags()).isEqualTo(769);
        assertThat(span.getStatus())
                .isEqualTo(
                        StatusMessage.newBuilder().setCode(2).setMessage("bad").build());
        assertThat(span.getAttributes(0).getValue().getInteger()).isEqualTo(-7);
        assertThat(span.getAttributes(1).getValue().getDecimal()).isNaN();
        assertThat(span.getAttributes(2).getValue().getFlag()).isTrue();
        assertThat(span.getAttributes(3).getValue().getBinary()).isEqualTo(ByteString.copyFrom(new byte[] {1, 2}));
        assertThat(span.getAttributes(4).getValue().getArray().getValuesList()).hasSize(2);
        assertThat(span.getAttributes(5).getValue().getMembers().getValues(0).getKey())
                .isEqualTo("k");
        assertThat(span.getEvents(0).getTimeNanos()).isEqualTo(3);
        assertThat(span.getLinks(0).getFlags()).isEqualTo(1);
        assertThat(span.getDroppedEvents()).isEqualTo(4);
    }

    /** As a block holds it, between other documents. */
    @Test
    void toProtobuf_longJsonInsideOtherBytes_readsToItsEndOnly() {
        String json = "{\"resourceSpans\":[{\"schemaUrl\":\"" + "s".repeat(20_000) + "\"}]}";
        byte[] bytes = ("[[" + json + "}}" + "z".repeat(20_000)).getBytes(UTF_8);

        assertThat(JsonRequest.toProtobuf(bytes, 2, json.length())).hasSizeGreaterThan(20_000);
    }

    @Test
    void toProtobuf_notOtlpsJson_malformed() {
        for (String json : List.of(
                "{",
                "[]",
                "{}{}",
                "{\"resourceSpans\":7}",
                "{\"resourceSpans\":[[]]}",
                "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"traceId\":\"xyz\"}]}]}]}",
                "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"name\":{}}]}]}]}",
                "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"startTimeUnixNano\":-1}]}]}]}")) {
            byte[] bytes = json.getBytes(UTF_8);
            assertThatThrownBy(() -> JsonRequest.toProtobuf(bytes, 0, bytes.length))
                    .as(json)
                    .isInstanceOf(MalformedException.class);
        }
    }

    private static List<Object> flat(Request request) {
        List<Object> flat = new ArrayList<>();
        for (ResourceSpans resource : request.getResourceSpansList()) {
            for (ScopeSpans scope : resource.getScopeSpansList()) {
                scope.getSpansList().forEach(span -> flat.add(List.of(resource.getResource(), scope.getScope(), span)));
            }
        }
        return flat;
    }

    private static void assertSame(Span span, SpanMessage expected) {
        assertThat(span.traceId()).isEqualTo(HEX.formatHex(expected.getTraceId().toByteArray()));
        assertThat(span.id()).isEqualTo(HEX.formatHex(expected.getSpanId().toByteArray()));
        assertThat(span.parentId())
                .isEqualTo(HEX.formatHex(expected.getParentSpanId().toByteArray()));
        assertThat(span.traceState()).isEqualTo(expected.getTraceState());
        assertThat(span.name()).isEqualTo(expected.getName());
        assertThat(span.kind().ordinal()).isEqualTo(expected.getKind());
        assertThat(span.startNanos()).isEqualTo(expected.getStartNanos());
        assertThat(span.endNanos()).isEqualTo(expected.getEndNanos());
        assertThat(span.status().ordinal()).isEqualTo(expected.getStatus().getCode());
        assertThat(span.statusMessage()).isEqualTo(expected.getStatus().getMessage());
        assertThat(span.isParentRemote()).isEqualTo((expected.getFlags() & 0x300) == 0x300);
        assertSame(span.attributes(), expected.getAttributesList());
        assertThat(span.events()).hasSize(expected.getEventsCount());
        for (int i = 0; i < expected.getEventsCount(); i++) {
            Event event = expected.getEvents(i);
            assertThat(span.events().get(i).unixNanos()).isEqualTo(event.getTimeNanos());
            assertThat(span.events().get(i).name()).isEqualTo(event.getName());
            assertSame(span.events().get(i).attributes(), event.getAttributesList());
        }
        for (int i = 0; i < expected.getLinksCount(); i++) {
            Link link = expected.getLinks(i);
            assertThat(span.links().get(i).traceId())
                    .isEqualTo(HEX.formatHex(link.getTraceId().toByteArray()));
            assertSame(span.links().get(i).attributes(), link.getAttributesList());
        }
    }

    private static void assertSame(Attributes attributes, List<KeyValue> expected) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (KeyValue pair : expected) {
            Object value = value(pair.getValue());
            if (value != null) {
                map.put(pair.getKey(), value);
            }
        }
        Map<String, Object> read = new LinkedHashMap<>();
        attributes.forEach((key, value) -> read.put(key, comparable(value)));
        assertThat(read).isEqualTo(map);
    }

    private static @Nullable Object value(AnyValue value) {
        return switch (value.getValueCase()) {
            case TEXT -> value.getText();
            case FLAG -> value.getFlag();
            case INTEGER -> value.getInteger();
            case DECIMAL -> value.getDecimal();
            case BINARY -> Arrays.toString(value.getBinary().toByteArray());
            case ARRAY -> {
                List<@Nullable Object> list = new ArrayList<>();
                value.getArray().getValuesList().forEach(item -> list.add(value(item)));
                yield list;
            }
            case MEMBERS -> {
                Map<String, @Nullable Object> map = new LinkedHashMap<>();
                value.getMembers()
                        .getValuesList()
                        .forEach(member -> map.put(member.getKey(), value(member.getValue())));
                yield map;
            }
            case VALUE_NOT_SET -> null;
        };
    }

    private static Object comparable(Object value) {
        if (value instanceof byte[] bytes) {
            return Arrays.toString(bytes);
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> copy = new ArrayList<>();
            list.forEach(item -> copy.add(item == null ? null : comparable(item)));
            return copy;
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, @Nullable Object> copy = new LinkedHashMap<>();
            map.forEach((key, item) -> copy.put(key, item == null ? null : comparable(item)));
            return copy;
        }
        return value;
    }
}
