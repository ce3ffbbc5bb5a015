// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.quarantine;

import io.raygate.block.Document;
import io.raygate.block.DocumentKind;
import io.raygate.block.Origin;
import io.raygate.block.SegmentBlock;
import io.raygate.block.UnreadableBlock.Reason;
import io.raygate.block.Workload;
import io.raygate.gateway.decode.ReceivedDocument;
import io.raygate.gateway.decode.TenantId;
import io.raygate.gateway.decode.UnreadableRecord;
import io.raygate.gateway.quarantine.StoredMessage.StoredDocument;
import io.raygate.gateway.quarantine.StoredMessage.StoredRecord;
import io.raygate.gateway.quarantine.StoredMessage.Unusable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class QuarantineMessageTest {

    private static final MessageLimits LIMITS = new MessageLimits(256 << 10, 256 << 10);
    private static final TenantId SHOP = new TenantId("shop");
    private static final Origin ORIGIN = new Origin("prod", "eu-west-1", "1", "node-1", "a", "i-1", "0.1", -7);
    private static final Workload WORKLOAD =
            new Workload("10.0.0.1", "pay", "pay-1", "uid", "pay", "app", "abc", "img:1", Map.of("team", "röd"));

    @Test
    void read_whatWasWritten_isTheSame() {
        String text = "{\"name\":\"wörld \uD83D\uDE00 \uFFFE\"}";

        StoredDocument stored = (StoredDocument) roundTrip(text.getBytes(StandardCharsets.UTF_8));

        assertThat(stored.tenant()).isEqualTo(SHOP);
        assertThat(stored.attempts()).isEqualTo(3);
        assertThat(stored.origin()).isEqualTo(ORIGIN);
        assertThat(stored.sequence()).isEqualTo(42);
        assertThat(stored.workload()).isEqualTo(WORKLOAD);
        assertThat(stored.kind()).isEqualTo(DocumentKind.XRAY_JSON);
        assertThat(stored.receivedUnixNanos()).isEqualTo(5);
        assertThat(new String(stored.body(), StandardCharsets.UTF_8)).isEqualTo(text);
    }

    @Test
    void of_anyBytes_fitsAndIsReadBack() {
        Random random = new Random(3);
        for (int length : new int[] {0, 1, 100, 64 << 10, 100 << 10}) {
            byte[] body = new byte[length];
            random.nextBytes(body);

            assertThat(message(body).bytes()).isLessThanOrEqualTo(LIMITS.maxMessageBytes());
            assertThat(((StoredDocument) roundTrip(body)).body()).isEqualTo(body);
        }
    }

    @Test
    void of_textThatEscapesGrow_isCompressed() {
        byte[] body = "\u0001ä".repeat(40 << 10).getBytes(StandardCharsets.UTF_8);

        assertThat(message(body).bytes()).isLessThanOrEqualTo(LIMITS.maxMessageBytes());
        assertThat(message(body).json()).contains("\"encoding\":\"zstd+base64\"");
        assertThat(((StoredDocument) roundTrip(body)).body()).isEqualTo(body);
    }

    @Test
    void of_moreThanFits_isCutAndSaysSo() {
        byte[] body = new byte[1 << 20];
        new Random(4).nextBytes(body);

        assertThat(message(body).bytes()).isLessThanOrEqualTo(LIMITS.maxMessageBytes());
        assertThat(message(body).json()).contains("\"bytes\":1048576,\"cut\":true");
        assertThat(roundTrip(body)).isEqualTo(new Unusable("the body was cut"));
    }

    @Test
    void of_everyCharacter_isAscii() {
        assertThat(message("ä\uFFFF\u2028".getBytes(StandardCharsets.UTF_8)).json())
                .matches("\\p{ASCII}*");
    }

    @Test
    void of_hostileOrigin_staysWithinTheLimit() {
        String huge = "\u0001".repeat(100_000);
        Origin origin = new Origin(huge, huge, huge, huge, huge, huge, huge, 1);
        Workload workload = new Workload(huge, huge, huge, huge, huge, huge, huge, huge, Map.of(huge, huge));
        byte[] body = new byte[1 << 20];
        new Random(4).nextBytes(body);

        QuarantineMessage message = message(body, origin, workload);

        assertThat(message.bytes()).isLessThanOrEqualTo(LIMITS.maxMessageBytes());
    }

    @Test
    void of_unreadableRecord_isReadBack() {
        UnreadableRecord unreadable = new UnreadableRecord(1, "49", new byte[] {1, 2, -3}, Reason.CORRUPT, "bad");

        StoredRecord stored = (StoredRecord) QuarantineMessageReader.read(
                QuarantineMessage.of(SHOP, unreadable, LIMITS).json());

        assertThat(stored.sequenceNumber()).isEqualTo("49");
        assertThat(stored.data()).containsExactly(1, 2, -3);
    }

    @Test
    void of_unreadableBomb_isCut() {
        UnreadableRecord unreadable = new UnreadableRecord(1, "49", new byte[1 << 20], Reason.TOO_LARGE, "bomb");

        QuarantineMessage message = QuarantineMessage.of(SHOP, unreadable, LIMITS);

        assertThat(message.bytes()).isLessThanOrEqualTo(LIMITS.maxMessageBytes());
        assertThat(QuarantineMessageReader.read(message.json())).isInstanceOf(Unusable.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "x",
                "{}",
                "{\"version\":2}",
                "{\"version\":1}",
                "{\"version\":1,\"attempts\":\"x\"}",
                "{\"version\":1,\"tenant\":\"a\\n{}\",\"reason\":\"UNREADABLE_BLOCK\",\"encoding\":\"base64\",\"body\":\"\"}",
                "{\"version\":1,\"reason\":\"UNREADABLE_BLOCK\",\"encoding\":\"zstd+base64\",\"body\":\"AAAA\"}",
                "{\"version\":1,\"reason\":\"UNREADABLE_BLOCK\",\"encoding\":\"rot13\",\"body\":\"\"}",
                "{\"version\":1,\"reason\":\"UNREADABLE_BLOCK\",\"encoding\":\"base64\",\"body\":\"***\"}",
            })
    void read_whatQuarantineDidNotWrite_isUnusable(String message) {
        assertThat(QuarantineMessageReader.read(message)).isInstanceOf(Unusable.class);
    }

    private static StoredMessage roundTrip(byte[] body) {
        return QuarantineMessageReader.read(message(body).json());
    }

    private static QuarantineMessage message(byte[] body) {
        return message(body, ORIGIN, WORKLOAD);
    }

    private static QuarantineMessage message(byte[] body, Origin origin, Workload workload) {
        Document document = new Document(1, DocumentKind.XRAY_JSON, 5, body, 0, body.length);
        SegmentBlock block = new SegmentBlock(1, origin, 42, List.of(workload), List.of(document));
        Quarantined quarantined = new Quarantined(
                new ReceivedDocument(0, block, document), QuarantineReason.INVALID, "NOT_JSON", "/a", "no");
        return QuarantineMessage.of(SHOP, quarantined, 3, LIMITS);
    }
}
