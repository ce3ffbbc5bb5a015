// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.quarantine;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import io.raygate.block.DocumentKind;
import io.raygate.block.Origin;
import io.raygate.block.TenantClaim;
import io.raygate.block.Workload;
import io.raygate.gateway.decode.DeliveryTarget;
import io.raygate.gateway.decode.TenantId;
import io.raygate.gateway.json.JsonFactories;
import io.raygate.gateway.quarantine.StoredBody.Encoding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Reads what {@link QuarantineMessage} writes. Any text gives an answer; nothing is thrown for what it holds. */
public final class QuarantineMessageReader {

    private static final JsonFactory JSON = JsonFactories.forDocuments().build();

    /** A document before it was repaired may be as large as a datagram, or what the forwarder takes; never this. */
    private static final int MAX_BODY_BYTES = 8 << 20;

    /** Of a stream: Kinesis API reference, CreateStream, read 2026-11-27. */
    private static final String TENANT = "[a-zA-Z0-9_.-]{1,128}";

    /** Reasons of messages that hold a record as it came. */
    private static final Set<String> HOLDING_RECORDS =
            Set.of(QuarantineReason.UNREADABLE_BLOCK.name(), QuarantineReason.NO_POLICY.name());

    private final Map<String, String> fields = new HashMap<>();
    private final Map<String, String> labels = new HashMap<>();

    private QuarantineMessageReader() {}

    /** Reads the body of one message. */
    public static StoredMessage read(String message) {
        QuarantineMessageReader reader = new QuarantineMessageReader();
        try (JsonParser json = JSON.createParser(message)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return new StoredMessage.Unusable("not a JSON object");
            }
            reader.readFields(json, "");
            return reader.toMessage();
        } catch (IOException | IllegalArgumentException | ZstdException e) {
            return new StoredMessage.Unusable(
                    "not a quarantine message: " + e.getClass().getSimpleName());
        }
    }

    private void readFields(JsonParser json, String prefix) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = prefix + json.currentName();
            JsonToken value = json.nextToken();
            if (value == JsonToken.START_OBJECT && prefix.split("\\.").length < 2) {
                readFields(json, name + ".");
            } else if (value.isScalarValue()) {
                put(name, json.getText());
            } else {
                json.skipChildren();
            }
        }
    }

    private void put(String name, String value) {
        if (name.startsWith("workload.labels.")) {
            labels.put(name.substring("workload.labels.".length()), value);
        } else {
            fields.put(name, value);
        }
    }

    private StoredMessage toMessage() {
        if (!get("version").equals(Integer.toString(QuarantineMessage.VERSION))) {
            return new StoredMessage.Unusable("version is not " + QuarantineMessage.VERSION);
        }
        if (get("cut").equals("true")) {
            return new StoredMessage.Unusable("the body was cut");
        }
        byte[] body = body();
        if (isWithheld(body)) {
            return new StoredMessage.Unusable("the body was withheld");
        }
        if (!get("tenant").matches(TENANT)) {
            return new StoredMessage.Unusable("tenant is not a stream name");
        }
        TenantId tenant = new TenantId(get("tenant"));
        if (HOLDING_RECORDS.contains(get("reason"))) {
            return new StoredMessage.StoredRecord(tenant, get("sequenceNumber"), body);
        }
        return new StoredMessage.StoredDocument(
                tenant,
                Integer.parseInt(get("attempts")),
                origin(),
                Long.parseLong(get("sequence")),
                workload(),
                DocumentKind.valueOf(get("kind")),
                get("target").isEmpty() ? DeliveryTarget.BOTH : DeliveryTarget.valueOf(get("target")),
                Long.parseLong(get("receivedUnixNanos")),
                body);
    }

    private static boolean isWithheld(byte[] body) {
        int length = Math.min(body.length, StoredMessage.WITHHELD.length());
        return new String(body, 0, length, StandardCharsets.ISO_8859_1).equals(StoredMessage.WITHHELD);
    }

    private Origin origin() {
        return new Origin(
                get("origin.cluster"),
                get("origin.region"),
                get("origin.account"),
                get("origin.node"),
                get("origin.zone"),
                get("origin.instanceId"),
                get("origin.forwarderVersion"),
                Long.parseUnsignedLong(get("origin.producer"), 16),
                claim());
    }

    private TenantClaim claim() {
        String version = get("origin.keyVersion");
        return version.isEmpty()
                ? TenantClaim.NONE
                : new TenantClaim(get("origin.tenant"), Integer.parseInt(version), get("origin.signature"));
    }

    private Workload workload() {
        return new Workload(
                get("workload.address"),
                get("workload.namespace"),
                get("workload.pod"),
                get("workload.podUid"),
                get("workload.name"),
                get("workload.container"),
                get("workload.containerId"),
                get("workload.image"),
                labels);
    }

    private byte[] body() {
        String text = get("body");
        String encoding = get("encoding");
        if (encoding.equals(Encoding.TEXT.label())) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        byte[] bytes = Base64.getDecoder().decode(text);
        if (encoding.equals(Encoding.BASE64.label())) {
            return bytes;
        }
        if (!encoding.equals(Encoding.ZSTD_BASE64.label())) {
            throw new IllegalArgumentException("encoding=" + encoding);
        }
        long size = Zstd.getFrameContentSize(bytes);
        if (size < 0 || size > MAX_BODY_BYTES) {
            throw new IllegalArgumentException("size=" + size);
        }
        return Zstd.decompress(bytes, (int) size);
    }

    private String get(String name) {
        return fields.getOrDefault(name, "");
    }
}
