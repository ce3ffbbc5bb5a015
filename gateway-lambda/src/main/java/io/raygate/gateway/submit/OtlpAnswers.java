// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.submit;

import io.raygate.aws.ErrorCode;
import io.raygate.aws.SignedCalls.Answer;
import io.raygate.otlp.read.MalformedException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/** What answers of the OTLP endpoint mean: OTLP specification 1.11.0, "OTLP/HTTP Response", read 2026-11-27. */
final class OtlpAnswers {

    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int UNAVAILABLE = 503;

    /** The endpoint refuses every request with a sentence about it while an account's spans do not go to CloudWatch Logs. */
    private static final List<String> DESTINATION = List.of("Trace Segment Destination", "TraceSegmentDestination");

    private static final Denial NO_TRANSACTION_SEARCH = new Denial(
            "TransactionSearchOff",
            "switch on Transaction Search in the account and region (UpdateTraceSegmentDestination to CloudWatchLogs), or"
                    + " set delivery.target to xray");

    private OtlpAnswers() {}

    static PutAnswer of(Answer answer, Destination destination) {
        return answer.status() == OK ? taken(answer.body()) : refused(answer, destination);
    }

    private static PutAnswer taken(byte[] body) {
        try {
            OtlpAnswerBody read = OtlpAnswerBody.ofSuccess(body);
            return read.rejectedSpans() > 0
                    ? new PutAnswer.Partial(read.rejectedSpans(), "OtlpPartialSuccess", read.message())
                    : new PutAnswer.Taken(List.of());
        } catch (MalformedException _) {
            return new PutAnswer.Unavailable("OtlpUnexpectedAnswer");
        }
    }

    private static PutAnswer refused(Answer answer, Destination destination) {
        int status = answer.status();
        OtlpAnswerBody body = error(answer);
        Optional<Duration> after = answer.header("retry-after").flatMap(OtlpAnswers::retryAfter);
        if (status == ErrorAnswers.TOO_MANY_REQUESTS
                || (status == UNAVAILABLE && after.isPresent())
                || body.code().startsWith("Throttl")) {
            return new PutAnswer.Throttled(body.code(), after.orElse(Duration.ZERO));
        }
        if (DESTINATION.stream().anyMatch(body.message()::contains)) {
            return new PutAnswer.Denied(NO_TRANSACTION_SEARCH);
        }
        if (ErrorAnswers.isDenial(destination, body.code())) {
            return new PutAnswer.Denied(Denial.ofSpans(body.code()));
        }
        return status == BAD_REQUEST && !ErrorAnswers.isOfCaller(status, body.code())
                ? new PutAnswer.Refused(body.code(), body.message())
                : ErrorAnswers.of(status, body.code(), body.message());
    }

    /** The body of an error, with a code in any case: a device on the way may have answered. */
    private static OtlpAnswerBody error(Answer answer) {
        String header = answer.header("x-amzn-errortype").map(ErrorCode::ofType).orElse("");
        String byStatus = "OtlpHttp" + answer.status();
        try {
            OtlpAnswerBody read = OtlpAnswerBody.ofError(answer.body());
            String code = read.code().isEmpty() ? header : read.code();
            return new OtlpAnswerBody(0, code.isEmpty() ? byStatus : code, read.message());
        } catch (MalformedException _) {
            return new OtlpAnswerBody(0, header.isEmpty() ? byStatus : header, "");
        }
    }

    /** Seconds, or a date. */
    private static Optional<Duration> retryAfter(String value) {
        if (value.matches("[0-9]{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
        }
        try {
            Instant at = DateTimeFormatter.RFC_1123_DATE_TIME.parse(value, Instant::from);
            Duration left = Duration.between(Instant.now(), at);
            return Optional.of(left.isNegative() ? Duration.ZERO : left);
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }
}
