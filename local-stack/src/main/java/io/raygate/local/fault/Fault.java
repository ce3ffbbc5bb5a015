// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.fault;

import java.time.Duration;
import java.util.regex.Pattern;

/**
 * A fault to inject.
 *
 * @param scope the stream or the operation that it is about, or {@link #EVERYTHING}
 * @param share of the entries or requests that it hits, over 0 and at most 1
 * @param duration how long it stays active
 * @param delay for {@link FaultKind#SLOW}
 * @param code  the error code that {@link FaultKind#UNPROCESSED} and {@link FaultKind#UNPROCESSED_WITHOUT_ID} name
 */
public record Fault(String scope, FaultKind kind, double share, Duration duration, Duration delay, String code) {

    /** A scope that takes in all others. */
    static final String EVERYTHING = "*";

    /** The code where none is asked for: one that is worth another try. */
    public static final String DEFAULT_CODE = "InternalFailure";

    static final Duration MAX_DURATION = Duration.ofHours(1);
    /** Under the idle timeout of the AWS port, which would cut the connection. */
    static final Duration MAX_DELAY = Duration.ofMinutes(1);

    private static final Pattern SCOPE = Pattern.compile("\\*|[a-zA-Z0-9_.-]{1,128}");
    private static final Pattern CODE = Pattern.compile("[a-zA-Z0-9_.-]{1,64}");

    public Fault {
        if (!SCOPE.matcher(scope).matches()) {
            throw new IllegalArgumentException("stream or operation must match " + SCOPE);
        }
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("share must be over 0 and at most 1: share=" + share);
        }
        if (duration.compareTo(Duration.ZERO) <= 0 || duration.compareTo(MAX_DURATION) > 0) {
            throw new IllegalArgumentException("seconds must be over 0 and at most " + MAX_DURATION.toSeconds());
        }
        if (delay.isNegative() || delay.compareTo(MAX_DELAY) > 0) {
            throw new IllegalArgumentException("delayMillis must be from 0 to " + MAX_DELAY.toMillis());
        }
        if (!CODE.matcher(code).matches()) {
            throw new IllegalArgumentException("code must match " + CODE);
        }
    }

    boolean concerns(String requested) {
        return scope.equals(EVERYTHING) || scope.equals(requested);
    }

    /**
     * Whether the fault hits its n-th candidate, counted from 1: spread evenly, without chance. Half of them means
     * every second one, first the second.
     */
    boolean hits(long candidate) {
        return Math.floor(candidate * share) > Math.floor((candidate - 1) * share);
    }
}
