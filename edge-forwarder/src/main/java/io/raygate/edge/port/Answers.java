// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.port;

/** The answers that no source is asked for. */
public final class Answers {

    static final Answer NOT_FOUND = Answer.error(
            404,
            "ResourceNotFoundException",
            "Only POST /GetSamplingRules and POST /SamplingTargets are answered here, and POST /TraceSegments where"
                    + " raygate.intake.enabled is true",
            Outcome.NOT_FOUND);

    static final Answer INTERNAL_ERROR = Answer.error(
            500, "InternalFailure", "The request could not be answered; the log says why", Outcome.INTERNAL_ERROR);

    /** An error of the API for which AWS SDKs wait and try again, by its name and its status. */
    public static final Answer FULL = Answer.error(
            429,
            "ThrottledException",
            "As much waits as raygate.proxy.max-pending allows; ask again later",
            Outcome.BUSY);

    static final Answer UNREAD = Answer.error(
            429,
            "ThrottledException",
            "As many answers wait to be read as raygate.proxy.max-unread allows; ask again later",
            Outcome.BUSY);

    static final Answer FROM_A_PAGE = Answer.error(
            403,
            "AccessDeniedException",
            "Web pages may not call this port: send neither Origin nor Sec-Fetch-Site",
            Outcome.BAD_REQUEST);

    private Answers() {}

    static Answer tooLarge(Route route) {
        return Answer.error(
                413,
                "RequestEntityTooLarge",
                "The body is larger than " + route.maxBodyKey() + ", " + route.maxBodyBytes() + " bytes",
                Outcome.TOO_LARGE);
    }
}
