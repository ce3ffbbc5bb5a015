// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.aws;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

/**
 * Reads a body whole, keeping at most a given number of bytes, and no more than there is room for beside other requests.
 *
 * <p>A body that is not kept is read to its end and thrown away, so that the client gets round to reading the refusal.
 * Used on the event loop of its request only.
 */
final class BodyReader {

    /** Set aside at first, whatever length the client declares. */
    private static final int INITIAL_BYTES = 4 << 10;

    private final long maxBytes;
    private final PendingBytes pending;
    private final Promise<byte[]> promise = Promise.promise();
    private Buffer body = Buffer.buffer(INITIAL_BYTES);
    private Kept kept = Kept.ALL;

    private enum Kept {
        ALL,
        TOO_LARGE,
        NO_ROOM
    }

    BodyReader(long maxBytes, PendingBytes pending) {
        this.maxBytes = maxBytes;
        this.pending = pending;
    }

    /** Fails with {@link NotKeptException}, or with Vert.x' exception where the client goes away. */
    Future<byte[]> read(HttpServerRequest request) {
        request.exceptionHandler(promise::tryFail);
        request.endHandler(end -> finish());
        request.handler(this::add);
        return promise.future();
    }

    /** Gives the room back, once the request is answered. */
    void release() {
        pending.giveBack(body.length());
        body = Buffer.buffer();
    }

    private void add(Buffer chunk) {
        if (kept != Kept.ALL) {
            return;
        }
        if (body.length() + (long) chunk.length() > maxBytes) {
            giveUp(Kept.TOO_LARGE);
            return;
        }
        if (!pending.take(chunk.length())) {
            giveUp(Kept.NO_ROOM);
            return;
        }
        body.appendBuffer(chunk);
    }

    private void giveUp(Kept why) {
        kept = why;
        release();
    }

    private void finish() {
        switch (kept) {
            case ALL -> promise.tryComplete(body.getBytes());
            case TOO_LARGE -> promise.tryFail(new NotKeptException(true));
            case NO_ROOM -> promise.tryFail(new NotKeptException(false));
        }
    }

    /** The body had more bytes than a limit. */
    static final class NotKeptException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final boolean tooLarge;

        NotKeptException(boolean tooLarge) {
            super("body not kept", null, false, false);
            this.tooLarge = tooLarge;
        }

        /** More than one body may have; else more than all may have together. */
        boolean tooLarge() {
            return tooLarge;
        }
    }
}
