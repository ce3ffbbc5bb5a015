// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.submit;

import java.time.Duration;
import java.util.List;

/** X-Ray's answer to one call of PutTraceSegments or of its OTLP endpoint. */
sealed interface PutAnswer {

    /**
     * X-Ray accepted the call.
     *
     * @param unprocessed the documents that it did not accept; the others are delivered
     */
    record Taken(List<Unprocessed> unprocessed) implements PutAnswer {

        public Taken {
            unprocessed = List.copyOf(unprocessed);
        }
    }

    /**
     * The OTLP endpoint accepted the call, except for some spans that it does not name. It must not be sent again.
     *
     * @param rejected how many, at least one
     */
    record Partial(long rejected, String code, String message) implements PutAnswer {}

    /** X-Ray refuses the whole call, and would refuse it again: one of its documents must be the reason. */
    record Refused(String code, String message) implements PutAnswer {}

    /**
     * Too many documents at once, from us or from the whole account: the same call succeeds later.
     *
     * @param after how long X-Ray asks to wait; zero where it does not say
     */
    record Throttled(String code, Duration after) implements PutAnswer {

        /** Without a time to wait. */
        Throttled(String code) {
            this(code, Duration.ZERO);
        }
    }

    /**
     * X-Ray has answered that it cannot: 5xx, or a 4xx that blames neither the documents nor the caller. That may be X-Ray's
     * trouble, or one of the documents.
     */
    record Failed(String code, String message) implements PutAnswer {}

    /**
     * The tenant's account takes nothing from this gateway, whatever is sent, until somebody corrects that: a role that does
     * not trust it or may not put, or Transaction Search that is not on.
     */
    record Denied(Denial denial) implements PutAnswer {}

    /**
     * No answer, one that confirms nothing, or one about our credentials: X-Ray may have accepted the call or not. The cause is
     * the network or one of the documents.
     */
    record Unavailable(String code) implements PutAnswer {}
}
