// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.aws;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

/**
 * Reads a body whole, keeping at most a given number of bytes.
 *
 * <p>A body over the limit is read to its end and thrown away, so that the client gets round to reading the refusal.
 * Used on the event loop of its request only.
 */
final class BodyReader {

    private final long maxBytes;
    private final Promise<byte[]> promise = Promise.promise();
    private Buffer body;
    private boolean tooLarge;

    private BodyReader(long maxBytes, int expectedBytes) {
        this.maxBytes = maxBytes;
        this.body = Buffer.buffer(expectedBytes);
    }

    /** Fails with {@link TooLargeException}, or with Vert.x' exception where the client goes away. */
    static Future<byte[]> read(HttpServerRequest request, long maxBytes) {
        BodyReader reader = new BodyReader(maxBytes, expectedBytes(request, maxBytes));
        request.exceptionHandler(reader.promise::tryFail);
        request.endHandler(end -> reader.finish());
        request.handler(reader::add);
        return reader.promise.future();
    }

    /** As the client says, within the limit; a body without a length grows as it comes. */
    private static int expectedBytes(HttpServerRequest request, long maxBytes) {
        String length = request.getHeader("content-length");
        if (length == null || !length.matches("\\d{1,9}")) {
            return 0;
        }
        return Math.toIntExact(Math.min(maxBytes, Integer.parseInt(length)));
    }

    private void add(Buffer chunk) {
        if (tooLarge) {
            return;
        }
        if (body.length() + (long) chunk.length() > maxBytes) {
            tooLarge = true;
            body = Buffer.buffer();
            return;
        }
        body.appendBuffer(chunk);
    }

    private void finish() {
        if (tooLarge) {
            promise.tryFail(new TooLargeException());
            return;
        }
        promise.tryComplete(body.getBytes());
    }

    /** The body had more bytes than the limit. */
    static final class TooLargeException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooLargeException() {
            super("body too large", null, false, false);
        }
    }
}
