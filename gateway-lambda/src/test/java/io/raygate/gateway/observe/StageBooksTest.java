// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.observe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.raygate.gateway.Documents;
import io.raygate.gateway.Events;
import io.raygate.gateway.decode.ReceivedDocument;
import io.raygate.gateway.decode.TenantId;
import io.raygate.gateway.enrich.EventEnricher.Enriched;
import io.raygate.gateway.quarantine.QuarantineOutcome;
import io.raygate.gateway.redact.EventRedactor.Redacted;
import io.raygate.gateway.submit.Submission;
import io.raygate.gateway.translate.EventTranslator.Translated;
import io.raygate.gateway.validate.EventValidator;
import io.raygate.schema.ValidationMode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StageBooksTest {

    /** What the charts' alarms and dashboards read: they must be there, with 0 too. */
    private static final List<String> CHARTED =
            List.of("Accepted", "Faults", "Errors", "Throttled", "Quarantined", "Repaired");

    @Test
    void enter_documentsThatTellOfFailures_countsEachKindByTheRoot() throws IOException {
        JsonNode line = totals(
                segment(1, ""),
                segment(2, "\"fault\":true,"),
                segment(3, "\"fault\":true,\"error\":false,"),
                segment(4, "\"error\":true,\"throttle\":true,"),
                segment(
                        5,
                        "\"subsegments\":[{\"id\":\"00000000000000aa\",\"name\":\"x\",\"start_time\":1.5,"
                                + "\"end_time\":2.5,\"fault\":true}],"));

        assertThat(line.get("Accepted").longValue()).isEqualTo(5);
        assertThat(line.get("Faults").longValue()).isEqualTo(2);
        assertThat(line.get("Errors").longValue()).isEqualTo(1);
        assertThat(line.get("Throttled").longValue()).isEqualTo(1);
    }

    @Test
    void enter_nothingWentWrong_printsZeroesByTenantAlone() throws IOException {
        JsonNode line = totals(segment(1, ""));
        JsonNode directive = line.at("/_aws/CloudWatchMetrics/0");

        assertThat(directive.get("Namespace").textValue()).isEqualTo("Raygate");
        assertThat(directive.get("Dimensions")).hasToString("[[\"Tenant\"]]");
        assertThat(line.get("Tenant").textValue()).isEqualTo("shop");
        assertThat(directive.get("Metrics").findValuesAsText("Name")).containsAll(CHARTED);
        assertThat(CHARTED)
                .allSatisfy(name -> assertThat(line.get(name).isNumber()).isTrue());
    }

    private static JsonNode totals(String... documents) throws IOException {
        List<ReceivedDocument> received =
                Stream.of(documents).map(text -> Documents.document(0, text)).toList();
        InvocationBooks books = new InvocationBooks(new TenantId("shop"));
        StageBooks.enter(
                books,
                Translated.nothing(received),
                new EventValidator().validate(ValidationMode.REPAIR, 64 << 10, received),
                new Redacted(List.of(), List.of(), List.of(), Map.of()),
                new Enriched(List.of(), 0, Map.of()),
                Map.of());
        StageBooks.enter(books, Submission.NOTHING);
        StageBooks.enter(books, Metric.QUARANTINED, List.of(), QuarantineOutcome.NOTHING, 0);
        return new ObjectMapper()
                .readTree(
                        new EmbeddedMetrics("").lines(books, 1_700_000_000_000L).getFirst());
    }

    private static String segment(int number, String members) {
        return Events.segment(number).replace("\"start_time\"", members + "\"start_time\"");
    }
}
