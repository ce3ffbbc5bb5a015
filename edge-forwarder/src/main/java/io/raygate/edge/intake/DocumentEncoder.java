// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.intake;

import io.raygate.edge.observe.RejectReason;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Writes documents in UTF-8, one after the other into one buffer, which is as large as the largest document that is
 * taken. Half of a surrogate pair is refused rather than replaced: documents are delivered as they were sent, or not at
 * all. Not thread-safe.
 */
final class DocumentEncoder {

    private final CharsetEncoder utf8 = StandardCharsets.UTF_8
            .newEncoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);

    private final ByteBuffer buffer;

    DocumentEncoder(int maxDocumentBytes) {
        this.buffer = ByteBuffer.allocate(maxDocumentBytes);
    }

    /** What is said of a document with more bytes than the buffer has. */
    EncodedDocument tooLarge() {
        return new EncodedDocument.Refused(
                RejectReason.OVERSIZE_DOCUMENT,
                "a block has room for a document of " + buffer.capacity()
                        + " bytes at most (raygate.block.max-content)");
    }

    EncodedDocument encode(String document) {
        if (document.isEmpty()) {
            return new EncodedDocument.Refused(RejectReason.EMPTY_DOCUMENT, "it has no bytes");
        }
        buffer.clear();
        utf8.reset();
        CoderResult result = utf8.encode(CharBuffer.wrap(document), buffer, true);
        if (result.isOverflow()) {
            return tooLarge();
        }
        if (result.isError()) {
            return new EncodedDocument.Refused(
                    RejectReason.NOT_UNICODE, "it has an unpaired surrogate, which UTF-8 cannot encode");
        }
        return new EncodedDocument.Bytes(buffer.flip());
    }

    /** A document as bytes. */
    sealed interface EncodedDocument {

        /** In UTF-8, valid until the next one is encoded. */
        record Bytes(ByteBuffer bytes) implements EncodedDocument {}

        /**
         * It cannot be taken.
         *
         * @param message says why, without quoting it
         */
        record Refused(RejectReason reason, String message) implements EncodedDocument {}
    }
}
