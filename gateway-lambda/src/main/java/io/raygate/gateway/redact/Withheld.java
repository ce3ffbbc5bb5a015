// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.redact;

import io.raygate.gateway.quarantine.StoredMessage;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What is kept in place of bytes that redaction cannot read: how many there were and, with a key, their digest. */
record Withheld(Optional<Digests> digests) {

    /** In place of a string. */
    static final String TEXT = "raygate_withheld";

    /** A digest without key would tell short content to whoever tries. */
    byte[] inPlaceOf(byte[] content, int offset, int length) {
        String digest = digests.map(present -> ",\"digest\":"
                        + new String(present.quoted(content, offset, offset + length), StandardCharsets.US_ASCII))
                .orElse("");
        String text = StoredMessage.WITHHELD + "\"redaction cannot read it\",\"bytes\":" + length + digest + "}";
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
