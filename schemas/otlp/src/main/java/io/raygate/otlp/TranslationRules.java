// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.otlp;

import java.util.Set;

/**
 * How spans are translated.
 *
 * @param maxSpans       a request with more spans is refused
 * @param maxOutputBytes a request whose documents are larger together is refused
 * @param maxFrames      frames of one exception that are kept; the document says how many are not
 * @param maxExceptions  exceptions of one span that are kept
 * @param annotations    attributes that become annotations, and thereby searchable; {@code *} for all
 */
public record TranslationRules(
        int maxSpans, long maxOutputBytes, int maxFrames, int maxExceptions, Set<String> annotations) {

    /** X-Ray indexes this many for a trace: "X-Ray endpoints and quotas", read 2026-11-22. */
    public static final int MAX_ANNOTATIONS = 50;

    /** 10,000 spans, 16 MiB, 50 frames, 16 exceptions; only the span itself names annotations. */
    public static final TranslationRules DEFAULT = new TranslationRules(10_000, 16L << 20, 50, 16, Set.of());

    public TranslationRules {
        if (maxSpans < 1 || maxOutputBytes < 1 || maxFrames < 0 || maxExceptions < 1) {
            throw new IllegalArgumentException("limits: maxSpans=" + maxSpans + ", maxOutputBytes=" + maxOutputBytes
                    + ", maxFrames=" + maxFrames + ", maxExceptions=" + maxExceptions);
        }
        annotations = Set.copyOf(annotations);
    }

    /** The same limits with other annotations. */
    public TranslationRules withAnnotations(Set<String> keys) {
        return new TranslationRules(maxSpans, maxOutputBytes, maxFrames, maxExceptions, keys);
    }
}
