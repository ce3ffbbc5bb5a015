// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.sampling.xray;

import io.raygate.edge.port.Answer;
import io.raygate.edge.port.Outcome;

/** What became of a call to X-Ray. */
sealed interface UpstreamResult {

    /** As a client is told of it. */
    Answer toAnswer();

    /** How it is counted in {@code raygate_sampling_upstream_calls_total}. */
    Outcome outcome();

    /** X-Ray has answered. */
    record Answered(Answer toAnswer) implements UpstreamResult {

        @Override
        public Outcome outcome() {
            return toAnswer.outcome();
        }

        boolean isGood() {
            return toAnswer.status() == 200;
        }

        boolean isError() {
            return toAnswer.status() >= 400;
        }

        /** X-Ray is throttling or broken; any other error is one of the request or of our permissions. */
        boolean isOutage() {
            return toAnswer.status() == 429 || toAnswer.status() >= 500;
        }
    }

    /** No answer came, or none that can be passed on. */
    record Unreachable(String reason) implements UpstreamResult {

        @Override
        public Answer toAnswer() {
            return Answer.error(502, "BadGateway", "X-Ray did not answer: " + reason, outcome());
        }

        @Override
        public Outcome outcome() {
            return Outcome.UPSTREAM_UNREACHABLE;
        }
    }

    /** X-Ray, or who stands in its place, has answered with something that is no answer to this: a failed call. */
    record NotAnAnswer(String reason) implements UpstreamResult {

        @Override
        public Answer toAnswer() {
            return Answer.error(502, "BadGateway", "X-Ray sent an invalid answer: " + reason, outcome());
        }

        @Override
        public Outcome outcome() {
            return Outcome.UPSTREAM_INVALID;
        }
    }

    /** Nothing was sent, since it could not have been signed. */
    record NoCredentials(String reason) implements UpstreamResult {

        @Override
        public Answer toAnswer() {
            return Answer.error(
                    503,
                    "ServiceUnavailable",
                    "The forwarder has no AWS credentials and did not forward the request: " + reason,
                    outcome());
        }

        @Override
        public Outcome outcome() {
            return Outcome.NO_CREDENTIALS;
        }
    }

    /** Nothing was sent, since {@code raygate.sampling.xray.max-concurrency} calls are under way. */
    record Busy() implements UpstreamResult {

        @Override
        public Answer toAnswer() {
            return Answer.error(
                    503,
                    "ServiceUnavailable",
                    "Too many calls to X-Ray are in progress; retry, or raise raygate.sampling.xray.max-concurrency",
                    outcome());
        }

        @Override
        public Outcome outcome() {
            return Outcome.BUSY;
        }
    }
}
