// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.translate;

import io.raygate.block.Document;
import io.raygate.block.DocumentKind;
import io.raygate.block.Origin;
import io.raygate.block.SegmentBlock;
import io.raygate.block.Workload;
import io.raygate.gateway.Documents;
import io.raygate.gateway.Events;
import io.raygate.gateway.decode.DeliveryTarget;
import io.raygate.gateway.decode.ReceivedDocument;
import io.raygate.gateway.quarantine.Quarantined;
import io.raygate.gateway.translate.EventTranslator.Translated;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class EventTranslatorTest {

    private static final String TRACE = "4efaaf4d1e8720b39541901950019ee5";
    private static final String SPAN = "53995c3f42cd8ad8";

    private final EventTranslator translator = new EventTranslator();

    @Test
    void translate_noSpans_sameDocuments() {
        List<ReceivedDocument> received = List.of(Documents.document(0, Events.segment(1)));

        assertThat(translator.translate(received)).isEqualTo(Translated.nothing(received));
    }

    @Test
    void translate_spansBetweenSegments_inTheirPlaces() {
        Translated translated = translator.translate(List.of(
                Documents.document(0, Events.segment(1)),
                spans(1, Events.span(TRACE, SPAN)),
                Documents.document(2, Events.segment(2))));

        assertThat(translated.documents())
                .extracting(document -> document.document().kind())
                .containsOnly(DocumentKind.XRAY_JSON);
        assertThat(translated.documents())
                .extracting(ReceivedDocument::recordIndex)
                .containsExactly(0, 1, 2);
        assertThat(translated.documents().get(1).document().text())
                .startsWith("{\"name\":\"cart\",\"id\":\"" + SPAN
                        + "\",\"trace_id\":\"1-4efaaf4d-1e8720b39541901950019ee5\"");
        assertAddsUp(3, translated);
    }

    @Test
    void translate_badSpans_setAsideInOneRequestForEachReason() {
        Translated translated = translator.translate(List.of(spans(
                0,
                Events.request(
                        Events.spanOnly("00", SPAN),
                        Events.spanOnly(TRACE, SPAN),
                        Events.spanOnly(TRACE, ""),
                        Events.spanOnly("", SPAN)))));

        assertThat(translated.documents()).hasSize(1);
        assertThat(translated.rejectedSpans()).isEqualTo(Map.of("INVALID_TRACE_ID", 2, "INVALID_SPAN_ID", 1));
        assertThat(translated.quarantined())
                .extracting(Quarantined::code)
                .containsExactly("INVALID_TRACE_ID", "INVALID_SPAN_ID");
        assertAddsUp(1, translated);
        Quarantined kept = translated.quarantined().getFirst();
        assertThat(translator.translate(List.of(kept.document())).rejectedSpans())
                .isEqualTo(Map.of("INVALID_TRACE_ID", 2));
    }

    @Test
    void translate_malformedRequest_quarantinedAsItCame() {
        ReceivedDocument broken = spans(0, "T1Snonsense");

        Translated translated = translator.translate(List.of(broken));

        assertThat(translated.documents()).isEmpty();
        assertThat(translated.quarantined())
                .extracting(Quarantined::document)
                .containsExactly(broken.withSpans(0, DeliveryTarget.XRAY));
        assertThat(translated.quarantined()).extracting(Quarantined::code).containsExactly("MALFORMED_REQUEST");
        assertAddsUp(1, translated);
    }

    @Test
    void translate_emptyRequest_addsUp() {
        Translated translated = translator.translate(List.of(spans(0, "{}")));

        assertThat(translated.documents()).isEmpty();
        assertThat(translated.requests()).isEqualTo(1);
        assertAddsUp(1, translated);
    }

    @Test
    void translate_serviceWithoutName_takesThatOfThePodsOwner() {
        Workload cart = new Workload("10.0.0.1", "shop", "cart-1", "", "cart-owner", "", "", "", Map.of());
        String nameless = Events.span(TRACE, SPAN).replace("\"cart\"", "\"unknown_service:java\"");
        byte[] body = nameless.getBytes(UTF_8);
        Document document = new Document(1, DocumentKind.OTLP_TRACES, 1, body, 0, body.length);
        SegmentBlock block = new SegmentBlock(1, Origin.unknown(1), 1, List.of(cart), List.of(document));

        Translated translated = translator.translate(List.of(new ReceivedDocument(0, block, document)));

        assertThat(translated.documents().getFirst().document().text()).startsWith("{\"name\":\"cart-owner\"");
    }

    @Test
    void weight_ofSpans_growsWithTheirNumberAndTheirResource() {
        String[] many = new String[100];
        java.util.Arrays.fill(many, Events.spanOnly(TRACE, SPAN));
        String largeResource = Events.request(many).replace("\"cart\"", "\"" + "x".repeat(40_000) + "\"");

        assertThat(EventTranslator.weight(Documents.document(0, Events.segment(1))))
                .isEqualTo(1);
        assertThat(EventTranslator.weight(spans(0, "{}"))).isEqualTo(1);
        assertThat(EventTranslator.weight(spans(0, "no request"))).isEqualTo(1);
        assertThat(EventTranslator.weight(spans(0, Events.request(many)))).isEqualTo(100);
        assertThat(EventTranslator.weight(spans(0, largeResource))).isBetween(900, 1_100);
    }

    private static void assertAddsUp(int received, Translated translated) {
        assertThat(received + translated.made())
                .isEqualTo(
                        translated.documents().size() + translated.quarantined().size() + translated.requests());
        assertThat(translated.spans())
                .isEqualTo(translated.translatedSpans()
                        + translated.rejectedSpans().values().stream()
                                .mapToInt(Integer::intValue)
                                .sum());
    }

    private static ReceivedDocument spans(int recordIndex, String request) {
        byte[] body = request.getBytes(UTF_8);
        return new ReceivedDocument(
                recordIndex, Documents.BLOCK, new Document(0, DocumentKind.OTLP_TRACES, 1, body, 0, body.length));
    }
}
