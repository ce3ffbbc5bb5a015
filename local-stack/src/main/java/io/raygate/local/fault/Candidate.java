// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.fault;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A call, or one entry of it, as faults see it.
 *
 * @param stream  empty where the service has none
 * @param content the body or entry as it came; never written to
 */
@SuppressWarnings("ArrayRecordComponent") // lives for one look, never compared
public record Candidate(String stream, String operation, byte[] content) {

    /** A call of a service without streams. */
    public static Candidate of(String operation, byte[] content) {
        return new Candidate("", operation, content);
    }

    /** Byte by byte, whatever the content is encoded in. */
    boolean contains(String text) {
        return text.isEmpty() || new String(content, ISO_8859_1).contains(new String(text.getBytes(UTF_8), ISO_8859_1));
    }
}
