// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.fault;

import java.time.Duration;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A fault to inject.
 *
 * @param duration how long it stays active
 */
public record Fault(Aim aim, FaultKind kind, Duration duration, Effect effect) {

    static final Duration MAX_DURATION = Duration.ofHours(1);

    public Fault {
        if (duration.compareTo(Duration.ZERO) <= 0 || duration.compareTo(MAX_DURATION) > 0) {
            throw new IllegalArgumentException("seconds must be over 0 and at most " + MAX_DURATION.toSeconds());
        }
    }

    /**
     * What a fault hits.
     *
     * @param stream    or {@link #EVERYTHING}, which it is for every service but Kinesis
     * @param operations by the names that the service gives them, in order; {@link #EVERYTHING} takes in all
     * @param matching  text that a call or entry must contain, as it stands in its body; empty where any will do
     * @param share     of the entries or calls that it hits, over 0 and at most 1
     */
    public record Aim(String stream, Set<String> operations, String matching, double share) {

        /** A stream or operation that takes in all others. */
        public static final String EVERYTHING = "*";

        static final int MAX_MATCHING_CHARS = 1_024;

        private static final Pattern NAME = Pattern.compile("\\*|[a-zA-Z0-9_.-]{1,128}");

        public Aim {
            operations = Collections.unmodifiableSet(new TreeSet<>(operations));
            if (!isName(stream) || !operations.stream().allMatch(Aim::isName)) {
                throw new IllegalArgumentException("stream and operation must match " + NAME);
            }
            if (matching.length() > MAX_MATCHING_CHARS) {
                throw new IllegalArgumentException("matching must have at most " + MAX_MATCHING_CHARS + " characters");
            }
            if (!(share > 0 && share <= 1)) {
                throw new IllegalArgumentException("share must be over 0 and at most 1: share=" + share);
            }
        }

        /** Every call of an operation, whatever is in it. */
        public static Aim at(String operation) {
            return new Aim(EVERYTHING, Set.of(operation), "", 1);
        }

        boolean concerns(Candidate call) {
            return (stream.equals(EVERYTHING) || stream.equals(call.stream()))
                    && (operations.contains(EVERYTHING) || operations.contains(call.operation()))
                    && call.contains(matching);
        }

        /**
         * Whether the fault hits its n-th candidate, counted from 1: spread evenly, without chance. Half of them means
         * every second one, first the second.
         */
        boolean hits(long candidate) {
            return Math.floor(candidate * share) > Math.floor((candidate - 1) * share);
        }

        private static boolean isName(String text) {
            return NAME.matcher(text).matches();
        }
    }

    /**
     * What the caller sees of a fault; each kind looks at its own part only.
     *
     * @param delay  for {@link FaultKind#SLOW}
     * @param code   the error code that {@link FaultKind#UNPROCESSED} and {@link FaultKind#UNPROCESSED_WITHOUT_ID} name
     * @param answer for {@link FaultKind#ANSWER}
     */
    public record Effect(Duration delay, String code, Answer answer) {

        /** Under the idle timeout of the AWS port, which would cut the connection. */
        static final Duration MAX_DELAY = Duration.ofMinutes(1);

        private static final Pattern CODE = Pattern.compile("[a-zA-Z0-9_.-]{1,64}");

        /** At once, and worth another try. */
        public static final Effect DEFAULT = new Effect(Duration.ZERO, "InternalFailure", Answer.EMPTY);

        public Effect {
            if (delay.isNegative() || delay.compareTo(MAX_DELAY) > 0) {
                throw new IllegalArgumentException("delayMillis must be from 0 to " + MAX_DELAY.toMillis());
            }
            if (!CODE.matcher(code).matches()) {
                throw new IllegalArgumentException("code must match " + CODE);
            }
        }
    }

    /**
     * An answer in place of the service's own.
     *
     * @param status      from 200 to 599
     * @param contentType empty where the service's own is to be sent
     */
    public record Answer(int status, String contentType, String body) {

        private static final Pattern CONTENT_TYPE = Pattern.compile("[ -~]{0,128}");

        static final Answer EMPTY = new Answer(200, "", "");

        public Answer {
            if (status < 200 || status > 599) {
                throw new IllegalArgumentException("status must be from 200 to 599: status=" + status);
            }
            if (!CONTENT_TYPE.matcher(contentType).matches()) {
                throw new IllegalArgumentException("contentType must match " + CONTENT_TYPE);
            }
        }
    }
}
