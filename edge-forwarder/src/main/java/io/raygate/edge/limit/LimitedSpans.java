// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.limit;

import io.raygate.edge.limit.Limits.Account;
import io.raygate.edge.limit.Limits.Verdict;
import io.raygate.edge.observe.Ledger;
import io.raygate.edge.spans.MalformedSpansException;
import io.raygate.edge.spans.SpanRequest;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Holds the spans of a request to the limits one by one, as documents are, and cuts out those that are shed. A span costs one
 * token; its trace decides whether it is thinned. Not thread-safe.
 */
@SuppressWarnings("EnumOrdinal") // positions in an array that lives as long as this object
final class LimitedSpans {

    private static final Verdict[] VERDICTS = Verdict.values(); // which is a new array for each call

    private final SpanRequest request = new SpanRequest();
    private final BitSet kept = new BitSet();
    private final int[] counts = new int[VERDICTS.length];
    private final byte[] traceId = new byte[SpanRequest.TRACE_ID_BYTES];
    private int spans;
    private boolean isRead;

    /** Asks for a verdict on each span. */
    void check(ByteBuffer body, int count, Account account, long nowNanos) {
        spans = count;
        kept.clear();
        Arrays.fill(counts, 0);
        isRead = false;
        if (account.isThinning()) {
            read(body);
        }
        for (int span = 0; span < spans; span++) {
            Verdict verdict = account.check(isRead ? traceHash(span) : TraceHash.NONE, nowNanos);
            counts[verdict.ordinal()]++;
            kept.set(span, verdict == Verdict.KEPT);
        }
    }

    private long traceHash(int span) {
        return request.traceId(span, traceId) ? TraceHash.of(traceId) : TraceHash.NONE;
    }

    /** How many spans are left. */
    int kept() {
        return counts[Verdict.KEPT.ordinal()];
    }

    /** Enters what is shed; where no span is left, the document too, for the reason of most of its spans. */
    void enterShed(Ledger ledger, String namespace) {
        Verdict most = Verdict.THINNED;
        for (Verdict verdict : VERDICTS) {
            int count = counts[verdict.ordinal()];
            if (verdict != Verdict.KEPT && count > 0) {
                ledger.shedSpans(verdict.reason(), namespace, count);
                most = count > counts[most.ordinal()] ? verdict : most;
            }
        }
        if (kept() == 0) {
            ledger.shed(most.reason(), namespace);
        }
    }

    /** The request without the spans that are shed; the same one where none is. */
    ByteBuffer rest(ByteBuffer body) {
        if (kept() == spans) {
            return body;
        }
        if (!isRead) {
            read(body);
        }
        return request.only(kept);
    }

    private void read(ByteBuffer body) {
        int from = body.arrayOffset() + body.position();
        try {
            request.read(body.array(), from, from + body.remaining());
            isRead = true;
        } catch (MalformedSpansException e) {
            throw new IllegalStateException("counted before, so it is a request: " + e.description(), e);
        }
    }
}
