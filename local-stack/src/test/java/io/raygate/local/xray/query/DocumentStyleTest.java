// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.raygate.local.xray.index.Trace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

import static io.raygate.local.xray.index.Documents.TRACE;
import static io.raygate.local.xray.index.Documents.id;
import static io.raygate.local.xray.index.Documents.parent;
import static io.raygate.local.xray.index.Documents.segment;
import static io.raygate.local.xray.index.Documents.subsegment;
import static io.raygate.local.xray.index.Documents.subsegments;
import static io.raygate.local.xray.index.Documents.trace;
import static org.assertj.core.api.Assertions.assertThat;

class DocumentStyleTest {

    private static final String TABLE =
            "\"namespace\":\"aws\",\"error\":true,\"aws\":{\"operation\":\"PutItem\",\"table_name\":\"orders\"},";

    @Test
    void asXRay_independentSubsegment_goesBeforeTheInlineOnesOfItsSegment() throws IOException {
        List<JsonNode> documents = rewritten(trace(
                segment(TRACE, 3, "late", 0.2, 0.4, "\"type\":\"subsegment\"," + parent(1)),
                segment(TRACE, 1, "shop", 0, 1, subsegments(subsegment(2, "inline", "")))));

        assertThat(documents).hasSize(1);
        JsonNode shop = documents.getFirst();
        assertThat(shop.path("subsegments"))
                .extracting(part -> part.path("name").asText())
                .containsExactly("late", "inline");
        assertThat(shop.path("subsegments").get(0).has("parent_id")).isFalse();
        assertThat(shop.path("subsegments").get(0).has("type")).isFalse();
        assertThat(shop.fieldNames().next()).isEqualTo("id");
    }

    @Test
    void asXRay_callOfATable_addsAnInferredSegment() throws IOException {
        List<JsonNode> documents =
                rewritten(trace(segment(TRACE, 1, "shop", 0, 1, subsegments(subsegment(2, "DynamoDB", TABLE)))));

        assertThat(documents).hasSize(2);
        JsonNode inferred = documents.getLast();
        assertThat(inferred.path("name").asText()).isEqualTo("DynamoDB");
        assertThat(inferred.path("parent_id").asText()).isEqualTo(id(2));
        assertThat(inferred.path("origin").asText()).isEqualTo("AWS::DynamoDB::Table");
        assertThat(inferred.path("inferred").asBoolean()).isTrue();
        assertThat(inferred.path("error").asBoolean()).isTrue();
        assertThat(inferred.path("start_time")).isEqualTo(documents.getFirst().at("/subsegments/0/start_time"));
        assertThat(documents
                        .getFirst()
                        .at("/subsegments/0/aws/resource_names/0")
                        .asText())
                .isEqualTo("orders");
    }

    @Test
    void asXRay_callThatASegmentAnswers_infersNothing() throws IOException {
        assertThat(rewritten(trace(
                        segment(
                                TRACE,
                                1,
                                "shop",
                                0,
                                1,
                                subsegments(subsegment(2, "stock", "\"namespace\":\"remote\","))),
                        segment(TRACE, 3, "stock", 0.3, 0.7, parent(2)))))
                .hasSize(2);
    }

    @Test
    void asXRay_messageSent_hasItsTimeInTheQueue() throws IOException {
        String send = "\"namespace\":\"aws\",\"aws\":{\"operation\":\"SendMessage\",\"queue_url\":\"q\"},";
        List<JsonNode> documents =
                rewritten(trace(segment(TRACE, 1, "shop", 0, 1, subsegments(subsegment(2, "SQS", send)))));
        assertThat(documents.getLast().at("/subsegments/0/name").asText()).isEqualTo("QueueTime");
    }

    @Test
    void asXRay_whatXRayDrops_isGone() throws IOException {
        String more =
                "\"http\":{\"request\":{\"traced\":true,\"url\":\"u\"}},\"cause\":{\"exceptions\":[{\"id\":\"x\",\"stack\":[]}]},";
        JsonNode shop = rewritten(trace(segment(TRACE, 1, "shop", 0, 1, more))).getFirst();
        assertThat(shop.at("/http/request")).hasToString("{\"url\":\"u\"}");
        assertThat(shop.at("/cause/exceptions/0").has("stack")).isFalse();
    }

    @Test
    void asSent_anyDocument_isAsItCame() {
        String document = " " + segment(TRACE, 1, "shop") + "\n";
        assertThat(DocumentStyle.AS_SENT.write(trace(document))).isEqualTo(Map.of(id(1), document));
    }

    private static List<JsonNode> rewritten(Trace trace) throws IOException {
        List<JsonNode> documents = new ArrayList<>();
        for (String document : DocumentStyle.AS_XRAY.write(trace).values()) {
            documents.add(new ObjectMapper().readTree(document));
        }
        return documents;
    }
}
