// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.otlp;

import java.util.List;
import java.util.Set;

/** What became of one request: {@link Translated} or {@link Refused}. */
public sealed interface Translation {

    /**
     * The spans of the request, each of them in one or two documents or among the rejected ones.
     *
     * @param spans     spans of the request
     * @param documents segment documents, in the order of the spans. The arrays belong to the caller
     * @param second    positions of documents beside another one of the same span: the span counts there
     * @param rejected  at most one entry for each reason
     */
    record Translated(int spans, List<byte[]> documents, Set<Integer> second, List<RejectedSpans> rejected)
            implements Translation {

        public Translated {
            documents = List.copyOf(documents);
            second = Set.copyOf(second);
            rejected = List.copyOf(rejected);
        }

        /** Spans that are in the documents. */
        public int translatedSpans() {
            return spans - rejected.stream().mapToInt(RejectedSpans::spans).sum();
        }
    }

    /**
     * Nothing of the request was translated.
     *
     * @param spans   spans of the request; 0 where that is unknown
     * @param message one sentence for a person; holds nothing of the request
     */
    record Refused(SpanRejection reason, int spans, String message) implements Translation {}

    /**
     * Spans that were refused for one reason.
     *
     * @param message one sentence for a person; holds nothing of the spans
     * @param request an OTLP trace request of these spans alone, with their resource and scope, byte for byte: a later
     *                version may translate it
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record RejectedSpans(SpanRejection reason, int spans, String message, byte[] request) {}
}
