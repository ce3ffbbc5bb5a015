// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.otlp.export;

import io.raygate.otlp.export.Export.Piece;
import java.util.ArrayList;
import java.util.List;

/** Cuts a request where the endpoint's limits say so. */
final class Pieces {

    private final ExportLimits limits;
    private final List<Piece> done = new ArrayList<>(1);
    private final PieceWriter writer = new PieceWriter();
    private Head head = Head.NONE;
    private int spans;
    private long startNanos;
    private long lastNanos;
    private boolean failed;
    private int added;
    private int givenUp;

    Pieces(ExportLimits limits) {
        this.limits = limits;
    }

    /** Adds the span that {@code checked} has looked at last. */
    void add(Head next, byte[] in, int from, int length, SpanCheck checked) {
        boolean full = spans == limits.maxRequestSpans()
                || writer.bytesWith(next, length) > limits.maxRequestBytes()
                || !limits.allowsSpread(
                        Math.min(startNanos, checked.startNanos()), Math.max(lastNanos, checked.lastNanos()));
        if (spans > 0 && full) {
            end();
        }
        startNanos = spans == 0 ? checked.startNanos() : Math.min(startNanos, checked.startNanos());
        lastNanos = spans == 0 ? checked.lastNanos() : Math.max(lastNanos, checked.lastNanos());
        if (next != head || spans == 0) {
            added += next.added();
            givenUp += next.givenUp();
            head = next;
        }
        writer.write(next, in, from, length);
        failed |= checked.isFailed();
        spans++;
    }

    /** All pieces. */
    List<Piece> close() {
        if (spans > 0) {
            end();
        }
        return done;
    }

    private void end() {
        done.add(new Piece(writer.request(), spans, startNanos, lastNanos, failed, added, givenUp));
        spans = 0;
        failed = false;
        added = 0;
        givenUp = 0;
    }
}
