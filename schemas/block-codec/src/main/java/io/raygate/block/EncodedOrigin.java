// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.block;

import java.util.Arrays;
import java.util.HexFormat;

/** An origin encoded once for a writer's whole life: only the sequence changes from block to block. */
final class EncodedOrigin {

    private static final int SEQUENCE_BYTES = 1 + 10;

    private final byte[] constantPart;

    private EncodedOrigin(byte[] constantPart) {
        this.constantPart = constantPart;
    }

    static EncodedOrigin of(Origin origin) {
        ContentBuffer buffer = new ContentBuffer(maxLength(origin));
        buffer.writeText(BlockFormat.ORIGIN_CLUSTER, origin.cluster());
        buffer.writeText(BlockFormat.ORIGIN_REGION, origin.region());
        buffer.writeText(BlockFormat.ORIGIN_ACCOUNT, origin.account());
        buffer.writeText(BlockFormat.ORIGIN_NODE, origin.node());
        buffer.writeText(BlockFormat.ORIGIN_ZONE, origin.zone());
        buffer.writeText(BlockFormat.ORIGIN_INSTANCE_ID, origin.instanceId());
        buffer.writeText(BlockFormat.ORIGIN_FORWARDER_VERSION, origin.forwarderVersion());
        buffer.writeFixed64(BlockFormat.ORIGIN_PRODUCER_ID, origin.producerId());
        writeClaim(buffer, origin.claim());
        return new EncodedOrigin(Arrays.copyOf(buffer.array(), buffer.size()));
    }

    int maxLength() {
        return constantPart.length + SEQUENCE_BYTES;
    }

    byte[] withSequence(long sequence) {
        ContentBuffer buffer = new ContentBuffer(SEQUENCE_BYTES);
        buffer.writeUnsigned(BlockFormat.ORIGIN_SEQUENCE, sequence);
        byte[] encoded = Arrays.copyOf(constantPart, constantPart.length + buffer.size());
        System.arraycopy(buffer.array(), 0, encoded, constantPart.length, buffer.size());
        return encoded;
    }

    private static void writeClaim(ContentBuffer buffer, TenantClaim claim) {
        buffer.writeText(BlockFormat.ORIGIN_TENANT, claim.tenant());
        if (!claim.signature().isEmpty()) {
            buffer.writeUnsigned(BlockFormat.ORIGIN_KEY_VERSION, claim.keyVersion());
            buffer.writeBytes(BlockFormat.ORIGIN_SIGNATURE, HexFormat.of().parseHex(claim.signature()));
        }
    }

    private static int maxLength(Origin origin) {
        return ContentBuffer.maxTextLength(origin.cluster())
                + ContentBuffer.maxTextLength(origin.region())
                + ContentBuffer.maxTextLength(origin.account())
                + ContentBuffer.maxTextLength(origin.node())
                + ContentBuffer.maxTextLength(origin.zone())
                + ContentBuffer.maxTextLength(origin.instanceId())
                + ContentBuffer.maxTextLength(origin.forwarderVersion())
                + 1
                + Long.BYTES
                + ContentBuffer.maxTextLength(origin.claim().tenant())
                + 1
                + Wire.varintLength(origin.claim().keyVersion())
                + ContentBuffer.maxTextLength(origin.claim().signature());
    }
}
