// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.quarantine;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.raygate.block.Origin;
import io.raygate.block.Workload;
import io.raygate.gateway.decode.DeliveryTarget;
import io.raygate.gateway.decode.KinesisRecord;
import io.raygate.gateway.decode.ReceivedDocument;
import io.raygate.gateway.decode.TenantId;
import io.raygate.gateway.decode.UnreadableRecord;
import io.raygate.gateway.json.JsonFactories;
import io.raygate.gateway.quarantine.Holding.HeldRecord;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * A quarantined document or record as the JSON text of one SQS message: ASCII only, since SQS refuses some characters. Its form
 * is described in {@code docs/adr/012-submit-and-quarantine.md}; {@link QuarantineMessageReader} reads it.
 *
 * @param recordIndex position of the Kinesis record, or of the message, that must come again if this is not kept
 * @param json        the message's body
 * @param blockId     who made the block and its sequence, for a person to find it by
 */
record QuarantineMessage(int recordIndex, String blockId, String json) {

    /** Version of the form. */
    static final int VERSION = 1;

    /** For everything but the document, of which no part is long but the pod's labels. */
    private static final int FRAME_BYTES = 36 << 10;

    /** Of a held record: a few names of AWS's. */
    private static final int HELD_FRAME_BYTES = 4 << 10;
    /** Of all labels together. */
    private static final int MAX_LABEL_BYTES = 4 << 10;

    /** No honest value is longer; a hostile one shall not make a message that SQS refuses. */
    private static final int MAX_VALUE_CHARS = 200;

    /** A character may take six when it is escaped. */
    private static final int MAX_ESCAPED = 6;

    private static final JsonFactory JSON = JsonFactories.forWriting()
            .configure(JsonWriteFeature.ESCAPE_NON_ASCII, true)
            .build();

    static QuarantineMessage of(TenantId tenant, Quarantined quarantined, int attempts, MessageLimits limits) {
        ReceivedDocument received = quarantined.document();
        StoredBody body = StoredBody.of(
                received.document().content(),
                received.document().offset(),
                received.document().length(),
                limits.maxMessageBytes() - FRAME_BYTES);
        String json = write(generator -> {
            writeReason(generator, tenant, quarantined.reason(), quarantined.code(), quarantined.message());
            generator.writeStringField("pointer", shortened(quarantined.pointer()));
            generator.writeNumberField("attempts", attempts);
            writeOrigin(generator, received.origin());
            generator.writeNumberField("sequence", received.block().sequence());
            if (received.workload().isPresent()) {
                writeWorkload(generator, received.workload().get());
            }
            generator.writeStringField("kind", received.document().kind().name());
            if (received.target() != DeliveryTarget.BOTH) {
                generator.writeStringField("target", received.target().name());
            }
            generator.writeNumberField("receivedUnixNanos", received.document().receivedUnixNanos());
            writeBody(generator, body);
        });
        return new QuarantineMessage(received.recordIndex(), blockId(received), json);
    }

    static QuarantineMessage of(TenantId tenant, UnreadableRecord unreadable, MessageLimits limits) {
        StoredBody body = StoredBody.raw(unreadable.data(), limits.maxMessageBytes() - FRAME_BYTES);
        String json = write(generator -> {
            writeReason(generator, tenant, QuarantineReason.UNREADABLE_BLOCK, unreadable.code(), unreadable.message());
            generator.writeStringField("sequenceNumber", unreadable.sequenceNumber());
            writeBody(generator, body);
        });
        return new QuarantineMessage(unreadable.recordIndex(), unreadable.sequenceNumber(), json);
    }

    /** A record as it came. Sent again, it goes through all stages; the ARN names its stream. */
    static QuarantineMessage of(String streamArn, HeldRecord held, int maxBytes) {
        KinesisRecord record = held.record();
        StoredBody body = StoredBody.raw(record.data(), maxBytes - HELD_FRAME_BYTES);
        String json = write(generator -> {
            writeReason(generator, TenantId.ofStreamArn(streamArn), held.reason(), held.code(), "");
            generator.writeStringField("streamArn", streamArn);
            generator.writeStringField("sequenceNumber", record.sequenceNumber());
            writeBody(generator, body);
        });
        return new QuarantineMessage(record.index(), record.sequenceNumber(), json);
    }

    /** Whether a record fits a held message whole. */
    static boolean canHold(KinesisRecord record, int maxBytes) {
        return record.data().length <= (maxBytes - HELD_FRAME_BYTES) / 4 * 3;
    }

    /** A message from quarantine, as it came, that cannot be read or sent again. */
    static QuarantineMessage unchanged(int messageIndex, String messageId, String json) {
        return new QuarantineMessage(messageIndex, messageId, json);
    }

    /** Producer and sequence. */
    static String blockId(ReceivedDocument received) {
        return Long.toHexString(received.origin().producerId()) + "-"
                + received.block().sequence();
    }

    /** All characters are ASCII. */
    int bytes() {
        return json.length();
    }

    private static String write(Fields fields) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = JSON.createGenerator(text)) {
            generator.writeStartObject();
            generator.writeNumberField("version", VERSION);
            fields.writeTo(generator);
            generator.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // into memory: cannot be
        }
        return text.toString();
    }

    private static void writeReason(
            JsonGenerator json, TenantId tenant, QuarantineReason reason, String code, String message)
            throws IOException {
        json.writeStringField("tenant", tenant.value());
        json.writeStringField("reason", reason.name());
        json.writeStringField("code", shortened(code));
        json.writeStringField("message", shortened(message));
    }

    private static void writeOrigin(JsonGenerator json, Origin origin) throws IOException {
        json.writeObjectFieldStart("origin");
        json.writeStringField("cluster", shortened(origin.cluster()));
        json.writeStringField("region", shortened(origin.region()));
        json.writeStringField("account", shortened(origin.account()));
        json.writeStringField("node", shortened(origin.node()));
        json.writeStringField("zone", shortened(origin.zone()));
        json.writeStringField("instanceId", shortened(origin.instanceId()));
        json.writeStringField("forwarderVersion", shortened(origin.forwarderVersion()));
        json.writeStringField("producer", Long.toHexString(origin.producerId()));
        if (!origin.claim().tenant().isEmpty()) {
            json.writeStringField("tenant", shortened(origin.claim().tenant()));
            json.writeNumberField("keyVersion", origin.claim().keyVersion());
            json.writeStringField("signature", origin.claim().signature());
        }
        json.writeEndObject();
    }

    private static void writeWorkload(JsonGenerator json, Workload workload) throws IOException {
        json.writeObjectFieldStart("workload");
        json.writeStringField("address", shortened(workload.address()));
        json.writeStringField("namespace", shortened(workload.namespace()));
        json.writeStringField("pod", shortened(workload.pod()));
        json.writeStringField("podUid", shortened(workload.podUid()));
        json.writeStringField("name", shortened(workload.name()));
        json.writeStringField("container", shortened(workload.container()));
        json.writeStringField("containerId", shortened(workload.containerId()));
        json.writeStringField("image", shortened(workload.image()));
        json.writeObjectFieldStart("labels");
        int left = MAX_LABEL_BYTES / MAX_ESCAPED;
        for (Map.Entry<String, String> label : workload.labels().entrySet()) {
            left -= label.getKey().length() + label.getValue().length() + 6;
            if (left >= 0) {
                json.writeStringField(label.getKey(), label.getValue());
            }
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void writeBody(JsonGenerator json, StoredBody body) throws IOException {
        json.writeStringField("encoding", body.encoding().label());
        json.writeNumberField("bytes", body.bytes());
        json.writeBooleanField("cut", body.cut());
        json.writeStringField("body", body.text());
    }

    private static String shortened(String text) {
        return text.length() <= MAX_VALUE_CHARS ? text : text.substring(0, MAX_VALUE_CHARS);
    }

    @FunctionalInterface
    private interface Fields {
        void writeTo(JsonGenerator json) throws IOException;
    }
}
