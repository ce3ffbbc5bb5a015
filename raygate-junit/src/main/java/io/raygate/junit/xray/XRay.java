// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.junit.xray;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * X-Ray, as far as assertions need it. Implementations are thread-safe. They throw {@link FilterException} where X-Ray refuses a
 * filter, and {@link IllegalStateException}, whose message says what to do, where it does not answer or refuses the call.
 */
public interface XRay {

    /**
     * Ids of traces that began in a span of time, newest first ({@code GetTraceSummaries}).
     *
     * @param filter an X-Ray filter expression; empty for all
     * @param limit  at least 1; there are no more ids than that
     */
    List<String> find(String filter, Instant from, Instant to, int limit);

    /** The documents of a trace, in JSON ({@code BatchGetTraces}); empty where X-Ray has none. */
    Optional<List<String>> documents(String traceId);

    /** Where it is, for messages. */
    String place();
}
