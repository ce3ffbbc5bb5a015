// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.intake;

import io.raygate.edge.observe.RejectReason;
import java.nio.ByteBuffer;

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
