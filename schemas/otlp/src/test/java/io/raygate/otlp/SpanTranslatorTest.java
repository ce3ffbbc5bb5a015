// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.otlp;

import com.google.protobuf.ByteString;
import io.raygate.otlp.Translation.Refused;
import io.raygate.otlp.Translation.RejectedSpans;
import io.raygate.otlp.Translation.Translated;
import io.raygate.otlp.oracle.AnyValue;
import io.raygate.otlp.oracle.ArrayValue;
import io.raygate.otlp.oracle.KeyValue;
import io.raygate.otlp.oracle.Request;
import io.raygate.otlp.oracle.ResourceSpans;
import io.raygate.otlp.oracle.ScopeSpans;
import io.raygate.otlp.oracle.SpanMessage;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class SpanTranslatorTest {

    private static final SpanTranslator TRANSLATOR = new SpanTranslator(TranslationRules.DEFAULT);

    @Test
    void translate_twice_sameBytes() {
        byte[] request = SpanText.request(
                "client", "error: gone", "event: exception; exception.type=A", "event: exception; exception.type=B");

        List<byte[]> first = translated(request).documents();
        List<byte[]> second = translated(request).documents();

        assertThat(first).hasSize(2);
        assertThat(second.get(0)).isEqualTo(first.get(0));
        assertThat(second.get(1)).isEqualTo(first.get(1));
    }

    @Test
    void translate_times_everyNanosecond() {
        assertThat(document(SpanText.request("server")))
                .contains("\"start_time\":1795680061.000000001,\"end_time\":1795680061.25,");
    }

    @Test
    void translate_w3cTraceIdOfNoTime_taken() {
        byte[] request = with(span -> span.setTraceId(hex("ffffffffbd862e3fe1be46a994272793")));

        assertThat(document(request)).contains("\"trace_id\":\"1-ffffffff-bd862e3fe1be46a994272793\"");
    }

    @Test
    void translate_badIds_rejectedAloneEachWithItsReason() {
        Request request = Request.newBuilder()
                .addResourceSpans(resource(
                        good(),
                        good().setTraceId(ByteString.EMPTY),
                        good().setTraceId(hex("00000000000000000000000000000000")),
                        good().setSpanId(hex("0000000000000000")),
                        good().setSpanId(hex("0102")),
                        good().setParentSpanId(hex("01")),
                        good()))
                .build();

        Translated translated = translated(request.toByteArray());

        assertThat(translated.spans()).isEqualTo(7);
        assertThat(translated.documents()).hasSize(2);
        assertThat(translated.translatedSpans()).isEqualTo(2);
        assertThat(translated.rejected())
                .extracting(rejected -> rejected.reason() + " " + rejected.spans())
                .containsExactly("INVALID_TRACE_ID 2", "INVALID_SPAN_ID 2", "INVALID_PARENT_ID 1");
    }

    @Test
    void translate_rejectedSpans_areRequestOfTheirOwn() throws Exception {
        Request request = Request.newBuilder()
                .addResourceSpans(resource(good(), good().setName("bad one").setSpanId(ByteString.EMPTY)))
                .addResourceSpans(resource(good().setName("bad two").setSpanId(ByteString.EMPTY), good()))
                .build();

        RejectedSpans rejected = translated(request.toByteArray()).rejected().get(0);

        Request kept = Request.parseFrom(rejected.request());
        assertThat(kept.getResourceSpansList()).hasSize(2);
        assertThat(kept.getResourceSpans(0).getResource())
                .isEqualTo(request.getResourceSpans(0).getResource());
        assertThat(kept.getResourceSpansList())
                .flatExtracting(spans -> spans.getScopeSpans(0).getSpansList())
                .extracting(SpanMessage::getName)
                .containsExactly("bad one", "bad two");
        assertThat(translated(rejected.request()).rejected().get(0).request()).isEqualTo(rejected.request());
    }

    @Test
    void translate_parentIsItself_noParent() {
        assertThat(document(with(span -> span.setParentSpanId(span.getSpanId()))))
                .doesNotContain("parent_id");
    }

    @Test
    void translate_zeroParent_noParent() {
        assertThat(document(with(span -> span.setParentSpanId(hex("0000000000000000")))))
                .doesNotContain("parent_id");
    }

    @Test
    void translate_spanMalformedInside_othersLive() {
        ByteString broken = ByteString.copyFrom(new byte[] {0x0a, 0x7f});
        byte[] request = Request.newBuilder()
                .addResourceSpans(ResourceSpans.newBuilder()
                        .addScopeSpans(ScopeSpans.newBuilder()
                                .addSpans(good())
                                .mergeFrom(scopeOf(broken))
                                .addSpans(good())))
                .build()
                .toByteArray();

        Translated translated = translated(request);

        assertThat(translated.documents()).hasSize(2);
        assertThat(translated.rejected().get(0).reason()).isEqualTo(SpanRejection.MALFORMED_SPAN);
        assertThat(translated.rejected().get(0).request()).endsWith(broken.toByteArray());
    }

    @Test
    void translate_valuesNestedTooDeeply_rejected() {
        AnyValue deep = AnyValue.newBuilder().setInteger(1).build();
        for (int i = 0; i < 10_000; i++) {
            deep = AnyValue.newBuilder()
                    .setArray(ArrayValue.newBuilder().addValues(deep))
                    .build();
            if (i == 40) {
                break; // deeper, and the oracle itself refuses
            }
        }
        KeyValue attribute = KeyValue.newBuilder().setKey("deep").setValue(deep).build();

        Translated translated = translated(with(span -> span.addAttributes(attribute)));

        assertThat(translated.rejected())
                .extracting(RejectedSpans::reason)
                .containsExactly(SpanRejection.MALFORMED_SPAN);
    }

    @Test
    void translate_notARequest_refused() {
        byte[] text = "T1Snonsense".getBytes(UTF_8);

        assertThat(TRANSLATOR.translate(text, 0, text.length, ""))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(SpanRejection.MALFORMED_REQUEST));
    }

    @Test
    void translate_empty_nothing() {
        assertThat(translated(new byte[0])).isEqualTo(new Translated(0, List.of(), Set.of(), List.of()));
        assertThat(translated("{}".getBytes(UTF_8))).isEqualTo(new Translated(0, List.of(), Set.of(), List.of()));
    }

    @Test
    void translate_tooManySpans_refusedWithTheirNumber() {
        SpanTranslator small = new SpanTranslator(new TranslationRules(2, 1 << 20, 50, 16, Set.of()));
        byte[] request = Request.newBuilder()
                .addResourceSpans(resource(good(), good(), good()))
                .build()
                .toByteArray();

        assertThat(small.translate(request, 0, request.length, ""))
                .isEqualTo(new Refused(SpanRejection.TOO_MANY_SPANS, 3, "a request holds at most 2 spans"));
    }

    @Test
    void translate_moreOutputThanAllowed_refused() {
        SpanTranslator small = new SpanTranslator(new TranslationRules(10, 300, 50, 16, Set.of()));
        byte[] request = Request.newBuilder()
                .addResourceSpans(resource(good(), good(), good()))
                .build()
                .toByteArray();

        assertThat(small.translate(request, 0, request.length, ""))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(SpanRejection.TOO_MUCH_OUTPUT));
    }

    @Test
    void translate_resourceBehindItsSpans_applies() {
        Request request = SpanText.message("server");
        ResourceSpans whole = request.getResourceSpans(0);
        ByteString late = ResourceSpans.newBuilder()
                .addAllScopeSpans(whole.getScopeSpansList())
                .build()
                .toByteString()
                .concat(ResourceSpans.newBuilder()
                        .setResource(whole.getResource())
                        .build()
                        .toByteString());
        byte[] bytes = ByteString.copyFrom(new byte[] {0x0a, (byte) late.size()})
                .concat(late)
                .toByteArray();

        assertThat(document(bytes)).startsWith("{\"name\":\"shop\"");
    }

    @Test
    void translate_serviceWithoutName_calledAfterItsSender() {
        byte[] nameless =
                Request.newBuilder().addResourceSpans(resource(good())).build().toByteArray();
        byte[] told = SpanText.request("server", "resource: service.name=unknown_service:java");

        assertThat(document(nameless, "cart")).startsWith("{\"name\":\"cart\"");
        assertThat(document(told, "cart")).startsWith("{\"name\":\"cart\"");
        assertThat(document(nameless, "")).startsWith("{\"name\":\"unknown_service\"");
    }

    @Test
    void translate_annotationsOfTheRules_indexed() {
        SpanTranslator indexing =
                new SpanTranslator(TranslationRules.DEFAULT.withAnnotations(Set.of("http.route", "absent")));
        byte[] request = SpanText.request("server", "http.route=/cart", "other=1");

        assertThat(new String(
                        ((Translated) indexing.translate(request, 0, request.length, ""))
                                .documents()
                                .get(0),
                        UTF_8))
                .contains("\"annotations\":{\"http.route\":\"/cart\"},\"metadata\":{\"default\":{\"other\":1,");
    }

    @Test
    void translate_moreAnnotationsThanXRayIndexes_restIsMetadata() {
        SpanTranslator indexing = new SpanTranslator(TranslationRules.DEFAULT.withAnnotations(Set.of("*")));
        String[] parts = new String[61];
        parts[0] = "server";
        for (int i = 1; i < parts.length; i++) {
            parts[i] = "key" + i + "=" + i;
        }
        byte[] request = SpanText.request(parts);

        String document = new String(
                ((Translated) indexing.translate(request, 0, request.length, ""))
                        .documents()
                        .get(0),
                UTF_8);

        assertThat(document).contains("\"key50\":50},\"metadata\":{\"default\":{\"key51\":51,");
    }

    @Test
    void translate_numbersThatJsonDoesNotHave_texts() {
        byte[] request = with(span -> {
            for (double number : new double[] {Double.NaN, Double.NEGATIVE_INFINITY, Double.MAX_VALUE, -0.0, 0.1}) {
                span.addAttributes(KeyValue.newBuilder()
                        .setKey("n" + number)
                        .setValue(AnyValue.newBuilder().setDecimal(number)));
            }
            return span;
        });

        assertThat(document(request))
                .contains("\"nNaN\":\"NaN\",\"n-Infinity\":\"-Infinity\",")
                .contains(":\"1.7976931348623157E308\",\"n-0.0\":-0.0,\"n0.1\":0.1");
    }

    private static Translated translated(byte[] request) {
        return (Translated) TRANSLATOR.translate(request, 0, request.length, "");
    }

    private static String document(byte[] request) {
        return document(request, "");
    }

    private static String document(byte[] request, String sender) {
        Translated translated = (Translated) TRANSLATOR.translate(request, 0, request.length, sender);
        assertThat(translated.documents()).hasSize(1);
        return new String(translated.documents().get(0), UTF_8);
    }

    private static byte[] with(UnaryOperator<SpanMessage.Builder> change) {
        return Request.newBuilder()
                .addResourceSpans(resource(change.apply(good())))
                .build()
                .toByteArray();
    }

    private static SpanMessage.Builder good() {
        return SpanText.message("server").getResourceSpans(0).getScopeSpans(0).getSpans(0).toBuilder();
    }

    private static ResourceSpans resource(SpanMessage.Builder... spans) {
        ScopeSpans.Builder scope = ScopeSpans.newBuilder();
        for (SpanMessage.Builder span : spans) {
            scope.addSpans(span);
        }
        return ResourceSpans.newBuilder().addScopeSpans(scope).build();
    }

    /** A scope with a span that is not protobuf inside, as an unknown field of another number. */
    private static ScopeSpans scopeOf(ByteString span) {
        return ScopeSpans.newBuilder()
                .setUnknownFields(com.google.protobuf.UnknownFieldSet.newBuilder()
                        .addField(
                                2,
                                com.google.protobuf.UnknownFieldSet.Field.newBuilder()
                                        .addLengthDelimited(span)
                                        .build())
                        .build())
                .build();
    }

    private static ByteString hex(String digits) {
        return ByteString.copyFrom(java.util.HexFormat.of().parseHex(digits));
    }
}
