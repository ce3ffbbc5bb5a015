// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.intake;

import io.raygate.edge.intake.DocumentEncoder.EncodedDocument;
import io.raygate.edge.port.Answer;
import io.raygate.edge.port.Outcome;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;

/** What clients are told, in the shapes of the X-Ray API (PutTraceSegments, API version 2016-04-12). */
final class IntakeAnswers {

    /** Every document was taken. */
    static final Answer TAKEN = Answer.json("{\"UnprocessedTraceSegments\":[]}".getBytes(StandardCharsets.US_ASCII));

    /**
     * An error of the API for which AWS SDKs wait and try again, by its name and its status. Nothing of the request was
     * taken.
     */
    static final Answer FULL = Answer.error(
            429,
            "ThrottledException",
            "Requests in progress fill raygate.intake.max-pending; retry later",
            Outcome.BUSY);

    /** Tried again by AWS SDKs for its status. Nothing of the request was taken. */
    static final Answer NOT_RUNNING = Answer.error(
            503, "ServiceUnavailableException", "The forwarder is starting or stopping; retry", Outcome.UNAVAILABLE);

    private IntakeAnswers() {}

    /** Not tried again. Nothing of the request was taken. */
    static Answer invalid(String message) {
        return Answer.error(400, "InvalidRequestException", message, Outcome.BAD_REQUEST);
    }

    /** All documents were taken but these. */
    static Answer taken(JsonArray unprocessed) {
        return unprocessed.isEmpty()
                ? TAKEN
                : Answer.json(new JsonObject()
                        .put("UnprocessedTraceSegments", unprocessed)
                        .toBuffer()
                        .getBytes());
    }

    /**
     * A document that was not taken. There is no {@code Id}, as in X-Ray's answers where it could not read one: the
     * forwarder does not look into documents.
     *
     * @param position in the request, counted from 1
     */
    static JsonObject unprocessed(int position, EncodedDocument.Refused refused) {
        return new JsonObject()
                .put("ErrorCode", "InvalidSegment")
                .put(
                        "Message",
                        "Document " + position + " was refused: " + refused.reason() + ", " + refused.message());
    }
}
