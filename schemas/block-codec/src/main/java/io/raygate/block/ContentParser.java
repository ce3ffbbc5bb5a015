// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.block;

import io.raygate.block.UnreadableBlock.Reason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the decompressed content of one block. Used once. */
final class ContentParser {

    /** Of HMAC-SHA-256. */
    private static final int SIGNATURE_BYTES = 32;

    private final byte[] content;
    private final BlockLimits limits;
    private final List<Workload> workloads = new ArrayList<>();
    private final List<Document> documents = new ArrayList<>();
    private @Nullable Origin origin;
    private long formatVersion;
    private long sequence;
    private int labelCount;

    ContentParser(byte[] content, BlockLimits limits) {
        this.content = content;
        this.limits = limits;
    }

    SegmentBlock parse() {
        MessageReader block = new MessageReader(content, 0, content.length);
        while (block.hasNext()) {
            switch (block.nextField()) {
                case BlockFormat.FORMAT_VERSION -> formatVersion = readable(block.unsigned());
                case BlockFormat.ORIGIN -> origin(block.message());
                case BlockFormat.WORKLOADS -> workload(block.message());
                case BlockFormat.DOCUMENTS -> document(block.message());
                default -> block.skip();
            }
        }
        return checked();
    }

    private SegmentBlock checked() {
        readable(formatVersion);
        if (origin == null) {
            throw new MalformedBlockException("block without origin");
        }
        for (Document document : documents) {
            if (document.workload() > workloads.size()) {
                throw new MalformedBlockException("document refers to a workload that is not in the block: workload="
                        + document.workload() + ", workloads=" + workloads.size());
            }
        }
        return new SegmentBlock((int) formatVersion, origin, sequence, workloads, documents);
    }

    /** Told before anything that is behind it in the block, since another version may have written that in another form. */
    private static long readable(long version) {
        if (!BlockFormat.isReadable(version)) {
            throw new MalformedBlockException(
                    Reason.UNSUPPORTED_VERSION,
                    "format version " + Long.toUnsignedString(version) + " is not among "
                            + BlockFormat.oldestReadable(BlockFormat.VERSION) + " to " + BlockFormat.VERSION);
        }
        return version;
    }

    private void origin(MessageReader message) {
        Map<Integer, String> texts = new HashMap<>();
        long producerId = 0;
        TenantClaim claim = TenantClaim.NONE;
        while (message.hasNext()) {
            int field = message.nextField();
            switch (field) {
                case BlockFormat.ORIGIN_PRODUCER_ID -> producerId = message.fixed64();
                case BlockFormat.ORIGIN_SEQUENCE -> sequence = message.unsigned();
                case BlockFormat.ORIGIN_TENANT ->
                    claim = new TenantClaim(message.text(), claim.keyVersion(), claim.signature());
                case BlockFormat.ORIGIN_KEY_VERSION ->
                    claim = new TenantClaim(claim.tenant(), keyVersion(message.unsigned()), claim.signature());
                case BlockFormat.ORIGIN_SIGNATURE ->
                    claim = new TenantClaim(claim.tenant(), claim.keyVersion(), signature(message.message()));
                default -> textOrSkip(message, field, BlockFormat.ORIGIN_FORWARDER_VERSION, texts);
            }
        }
        origin = new Origin(
                texts.getOrDefault(BlockFormat.ORIGIN_CLUSTER, ""),
                texts.getOrDefault(BlockFormat.ORIGIN_REGION, ""),
                texts.getOrDefault(BlockFormat.ORIGIN_ACCOUNT, ""),
                texts.getOrDefault(BlockFormat.ORIGIN_NODE, ""),
                texts.getOrDefault(BlockFormat.ORIGIN_ZONE, ""),
                texts.getOrDefault(BlockFormat.ORIGIN_INSTANCE_ID, ""),
                texts.getOrDefault(BlockFormat.ORIGIN_FORWARDER_VERSION, ""),
                producerId,
                claim);
    }

    /** 0, which no key has, for what is none. */
    private static int keyVersion(long version) {
        return version < 0 || version > Integer.MAX_VALUE ? 0 : (int) version;
    }

    /** Empty where it has not the length of one: the origin is then not signed, but its block is a block. */
    private String signature(MessageReader bytes) {
        if (bytes.remaining() != SIGNATURE_BYTES) {
            return "";
        }
        return HexFormat.of().formatHex(content, bytes.position(), bytes.position() + SIGNATURE_BYTES);
    }

    private void workload(MessageReader message) {
        if (workloads.size() == limits.maxWorkloads()) {
            throw new MalformedBlockException(
                    Reason.TOO_MANY_ENTRIES, "more workloads than allowed: maxWorkloads=" + limits.maxWorkloads());
        }
        Map<Integer, String> texts = new HashMap<>();
        Map<String, String> labels = new HashMap<>();
        while (message.hasNext()) {
            int field = message.nextField();
            if (field == BlockFormat.WORKLOAD_LABELS) {
                countLabel();
                label(message.message(), labels);
            } else {
                textOrSkip(message, field, BlockFormat.WORKLOAD_IMAGE, texts);
            }
        }
        workloads.add(new Workload(
                texts.getOrDefault(BlockFormat.WORKLOAD_ADDRESS, ""),
                texts.getOrDefault(BlockFormat.WORKLOAD_NAMESPACE, ""),
                texts.getOrDefault(BlockFormat.WORKLOAD_POD, ""),
                texts.getOrDefault(BlockFormat.WORKLOAD_POD_UID, ""),
                texts.getOrDefault(BlockFormat.WORKLOAD_NAME, ""),
                texts.getOrDefault(BlockFormat.WORKLOAD_CONTAINER, ""),
                texts.getOrDefault(BlockFormat.WORKLOAD_CONTAINER_ID, ""),
                texts.getOrDefault(BlockFormat.WORKLOAD_IMAGE, ""),
                labels));
    }

    private void countLabel() {
        labelCount++;
        if (labelCount > limits.maxLabels()) {
            throw new MalformedBlockException(
                    Reason.TOO_MANY_ENTRIES, "more labels than allowed: maxLabels=" + limits.maxLabels());
        }
    }

    private static void label(MessageReader entry, Map<String, String> labels) {
        Map<Integer, String> texts = new HashMap<>();
        while (entry.hasNext()) {
            textOrSkip(entry, entry.nextField(), BlockFormat.LABEL_VALUE, texts);
        }
        labels.put(texts.getOrDefault(BlockFormat.LABEL_KEY, ""), texts.getOrDefault(BlockFormat.LABEL_VALUE, ""));
    }

    private static void textOrSkip(MessageReader message, int field, int lastTextField, Map<Integer, String> texts) {
        if (field > lastTextField) {
            message.skip();
            return;
        }
        texts.put(field, message.text());
    }

    private void document(MessageReader message) {
        if (documents.size() == limits.maxDocuments()) {
            throw new MalformedBlockException(
                    Reason.TOO_MANY_ENTRIES, "more documents than allowed: maxDocuments=" + limits.maxDocuments());
        }
        long workload = 0;
        long kind = 0;
        long received = 0;
        MessageReader body = new MessageReader(content, 0, 0);
        while (message.hasNext()) {
            switch (message.nextField()) {
                case BlockFormat.DOCUMENT_WORKLOAD -> workload = message.unsigned();
                case BlockFormat.DOCUMENT_KIND -> kind = message.unsigned();
                case BlockFormat.DOCUMENT_RECEIVED -> received = message.fixed64();
                case BlockFormat.DOCUMENT_BODY -> body = message.message();
                default -> message.skip();
            }
        }
        documents.add(new Document(
                workloadIndex(workload), knownKind(kind), received, content, body.position(), body.remaining()));
    }

    private static int workloadIndex(long workload) {
        if (workload < 0 || workload > Integer.MAX_VALUE) {
            throw new MalformedBlockException("workload out of range: workload=" + Long.toUnsignedString(workload));
        }
        return (int) workload;
    }

    private static DocumentKind knownKind(long number) {
        Optional<DocumentKind> kind = DocumentKind.of(number);
        if (number == 0) {
            throw new MalformedBlockException("document without kind");
        }
        if (kind.isEmpty()) {
            throw new MalformedBlockException(
                    Reason.UNSUPPORTED_VERSION, "unknown document kind: kind=" + Long.toUnsignedString(number));
        }
        return kind.get();
    }
}
