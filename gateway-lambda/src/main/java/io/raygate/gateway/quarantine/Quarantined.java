// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.quarantine;

import io.raygate.gateway.decode.ReceivedDocument;

/**
 * A refused document and the reason.
 *
 * @param code    finer than the reason, stable, few: a dimension of metrics. Validation's, or X-Ray's error code; the
 *                reason's name where there is none finer
 * @param pointer RFC 6901 JSON pointer to the offending value, empty for the whole document
 * @param message one sentence for a person; holds no values of the document
 */
public record Quarantined(
        ReceivedDocument document, QuarantineReason reason, String code, String pointer, String message) {

    /** Of a whole document, for a reason that has no finer code. */
    public static Quarantined whole(ReceivedDocument document, QuarantineReason reason, String message) {
        return new Quarantined(document, reason, reason.name(), "", message);
    }
}
