// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.enrich;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * One member that may be added to documents.
 *
 * @param key    as UTF-8, nothing escaped
 * @param value  JSON
 * @param member key, colon and value as JSON
 * @param completing only for documents that have the object to which it belongs
 */
@SuppressWarnings("ArrayRecordComponent") // made once for a pod, never compared or changed
record Part(PartKind kind, byte[] key, byte[] value, byte[] member, boolean completing) {

    /** A member whose value is a string. */
    static Part text(PartKind kind, String key, String value) {
        return json(kind, key, quoted(value));
    }

    /** A member whose value is this JSON. */
    static Part json(PartKind kind, String key, byte[] value) {
        ByteArrayOutputStream member = new ByteArrayOutputStream();
        member.writeBytes(quoted(key));
        member.write(':');
        member.writeBytes(value);
        return new Part(kind, key.getBytes(StandardCharsets.UTF_8), value, member.toByteArray(), false);
    }

    /** The same member, only for documents that have its object. */
    Part asCompleting() {
        return new Part(kind, key, value, member, true);
    }

    /** A JSON string. */
    static byte[] quoted(String text) {
        ByteArrayOutputStream quoted = new ByteArrayOutputStream();
        quoted.write('"');
        quoted.writeBytes(JsonStringEncoder.getInstance().quoteAsUTF8(text));
        quoted.write('"');
        return quoted.toByteArray();
    }
}
