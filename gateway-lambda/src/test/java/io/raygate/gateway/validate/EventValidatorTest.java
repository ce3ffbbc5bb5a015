// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.validate;

import io.raygate.block.Document;
import io.raygate.block.DocumentKind;
import io.raygate.gateway.Documents;
import io.raygate.gateway.Events;
import io.raygate.gateway.decode.ReceivedDocument;
import io.raygate.gateway.validate.EventValidator.Validated;
import io.raygate.schema.ValidationMode;
import java.util.List;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class EventValidatorTest {

    private static final int MAX_BYTES = 65_536;

    private final EventValidator validator = new EventValidator();

    @Test
    void validate_documentThatNeedsRepair_isJudgedByTheModeOfItsTenant() {
        List<ReceivedDocument> documents = List.of(Documents.document(3, notYetSplit()));

        Validated repaired = validator.validate(ValidationMode.REPAIR, MAX_BYTES, documents);
        Validated refused = validator.validate(ValidationMode.STRICT, MAX_BYTES, documents);

        assertThat(repaired.toSend())
                .extracting(valid -> valid.received().document().text())
                .containsExactly(Events.segment(1), Events.segment(2));
        assertThat(repaired.toSend())
                .extracting(valid -> valid.received().recordIndex())
                .containsOnly(3);
        assertThat(repaired.splitOff()).isEqualTo(1);
        assertThat(repaired.repaired()).isEqualTo(1);
        assertThat(repaired.repairs()).containsEntry("SPLIT_ARRAY", 1);
        assertThat(refused.toSend()).isEmpty();
        assertThat(refused.rejected()).containsEntry("NOT_AN_OBJECT", 1);
    }

    @Test
    void validate_kindThatIsNotTranslatedYet_isRefused() {
        byte[] body = {1, 2, 3};
        Document otlp = new Document(0, DocumentKind.OTLP_TRACES, 1, body, 0, body.length);

        Validated event = validator.validate(
                ValidationMode.REPAIR, MAX_BYTES, List.of(new ReceivedDocument(0, Documents.BLOCK, otlp)));

        assertThat(event.toSend()).isEmpty();
        assertThat(event.rejected()).containsEntry("UNSUPPORTED_KIND", 1);
    }

    @Test
    void validate_timesThatCannotBe_sentAndCountedOnceADocument() {
        String backwards = Events.segment(1)
                .replaceFirst("\"start_time\":[0-9.]+", "\"start_time\":1764200000.5")
                .replaceFirst("\"end_time\":[0-9.]+", "\"end_time\":1764200000.1");

        Validated event =
                validator.validate(ValidationMode.REPAIR, MAX_BYTES, List.of(Documents.document(0, backwards)));

        assertThat(event.toSend()).hasSize(1);
        assertThat(event.suspiciousTimes()).containsEntry("END_BEFORE_START", 1);
    }

    private static String notYetSplit() {
        return "[" + Events.segment(1) + "," + Events.segment(2) + "]";
    }
}
