// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.submit;

import io.raygate.block.Document;
import io.raygate.gateway.batch.Batch;
import io.raygate.gateway.decode.ReceivedDocument;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The body of one call of PutTraceSegments, {@code {"TraceSegmentDocuments":["...","..."]}}: the documents' bytes,
 * escaped as JSON strings on their way from the block into the body. No text and no tree is made of them; a test compares
 * the result with what the AWS SDK marshals. One pass, one array.
 *
 * <p>Documents must be well-formed UTF-8, as those are that validation lets through.
 */
public final class TraceSegmentsBody {

    private static final byte[] BEGIN = ascii("{\"TraceSegmentDocuments\":[");
    private static final byte[] END = ascii("]}");
    private static final byte[] HEX = ascii("0123456789ABCDEF");
    /** Of a control character that has no short form: backslash, u, four hex digits. */
    private static final int LONG_FORM_BYTES = 6;

    private static final byte PLAIN = 0;
    private static final byte LONG_FORM = 1;
    private static final byte[] ESCAPES = escapes();

    private byte[] bytes;
    private int length;

    private TraceSegmentsBody(int expectedBytes) {
        this.bytes = new byte[expectedBytes];
    }

    /** The body for the documents of a batch, in their order. */
    public static TraceSegmentsBody of(Batch batch) {
        int documentBytes = 0;
        for (ReceivedDocument received : batch.documents()) {
            documentBytes += received.document().length();
        }
        TraceSegmentsBody body = new TraceSegmentsBody(BEGIN.length
                + END.length
                + documentBytes
                + documentBytes / 4
                + 3 * batch.documents().size());
        body.append(BEGIN);
        for (ReceivedDocument received : batch.documents()) {
            body.append(received.document());
        }
        body.length--; // the comma behind the last one
        body.append(END);
        return body;
    }

    /** Holds the body from 0 to {@link #length()}; not to be written to. */
    public byte[] bytes() {
        return bytes;
    }

    /** Bytes of the body. */
    public int length() {
        return length;
    }

    private void append(byte[] ascii) {
        reserve(ascii.length);
        System.arraycopy(ascii, 0, bytes, length, ascii.length);
        length += ascii.length;
    }

    private void append(Document document) {
        byte[] from = document.content();
        int end = document.offset() + document.length();
        reserve(roomFor(document.length()));
        byte[] to = bytes;
        int at = length;
        to[at++] = '"';
        for (int i = document.offset(); i < end; i++) {
            byte b = from[i];
            byte escape = ESCAPES[b & 0xFF];
            if (escape == PLAIN) {
                to[at++] = b;
            } else if (escape == LONG_FORM) {
                length = at;
                appendLongForm(b, end - i - 1);
                to = bytes;
                at = length;
            } else {
                to[at++] = '\\';
                to[at++] = escape;
            }
        }
        to[at++] = '"';
        to[at++] = ',';
        length = at;
    }

    /** A control character without short form, which no JSON document holds: it may cost. */
    private void appendLongForm(byte b, int bytesLeft) {
        reserve(LONG_FORM_BYTES + roomFor(bytesLeft));
        bytes[length++] = '\\';
        bytes[length++] = 'u';
        bytes[length++] = '0';
        bytes[length++] = '0';
        bytes[length++] = HEX[b >> 4];
        bytes[length++] = HEX[b & 0xF];
    }

    /** For that many bytes in their short forms, quotes and comma. */
    private static int roomFor(int documentBytes) {
        return 2 * documentBytes + 3;
    }

    private void reserve(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more, bytes.length + bytes.length / 2));
        }
    }

    /** For each byte what stands behind its backslash; RFC 8259, section 7. Those of longer characters are plain. */
    private static byte[] escapes() {
        byte[] escapes = new byte[256];
        Arrays.fill(escapes, 0, 0x20, LONG_FORM);
        escapes['"'] = '"';
        escapes['\\'] = '\\';
        escapes['\b'] = 'b';
        escapes['\f'] = 'f';
        escapes['\n'] = 'n';
        escapes['\r'] = 'r';
        escapes['\t'] = 't';
        return escapes;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
