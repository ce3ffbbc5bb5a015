// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.submit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.raygate.aws.SignedCalls.Answer;
import io.raygate.gateway.json.JsonFactories;
import io.raygate.otlp.read.Fields;
import io.raygate.otlp.read.MalformedException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * Reads answers of an OTLP endpoint: OTLP specification 1.11.0, "OTLP/HTTP Response", read 2026-11-27. AWS answers some errors
 * in JSON, as its other APIs do.
 */
final class OtlpAnswers {

    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int UNAVAILABLE = 503;
    private static final String UNEXPECTED_ANSWER = "OtlpUnexpectedAnswer";

    /** In the sentence with which the endpoint refuses every request while an account's spans do not go to CloudWatch Logs. */
    private static final String NOT_SWITCHED_ON = "Trace Segment Destination";

    private static final String SWITCH = "UpdateTraceSegmentDestination";

    private static final Denial NO_TRANSACTION_SEARCH = new Denial(
            "TransactionSearchOff",
            "switch on Transaction Search in the account and region (UpdateTraceSegmentDestination to CloudWatchLogs), or"
                    + " set delivery.target to xray");

    private static final JsonFactory JSON = JsonFactories.forDocuments().build();

    private OtlpAnswers() {}

    static PutAnswer of(Answer answer, Destination destination) {
        try {
            return answer.status() == OK ? taken(answer.body()) : refused(answer, destination);
        } catch (MalformedException | IOException e) {
            return answer.status() == OK
                    ? new PutAnswer.Unavailable(UNEXPECTED_ANSWER)
                    : refused(answer, "OtlpHttp" + answer.status(), "", destination);
        }
    }

    /** An empty answer is the message without partial success. */
    private static PutAnswer taken(byte[] body) throws IOException {
        long rejected = 0;
        String message = "";
        if (isJson(body)) {
            try (JsonParser json = JSON.createParser(body)) {
                for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                    if (token.isScalarValue() && "rejectedSpans".equals(json.currentName())) {
                        rejected = json.getValueAsLong();
                    } else if (token.isScalarValue() && "errorMessage".equals(json.currentName())) {
                        message = json.getText();
                    }
                }
            }
        } else {
            Fields fields = new Fields(body, 0, body.length);
            while (fields.next()) {
                if (fields.number() != 1) {
                    fields.skip();
                    continue;
                }
                int outer = fields.enter();
                while (fields.next()) {
                    switch (fields.number()) {
                        case 1 -> rejected = fields.varint64();
                        case 2 -> message = fields.text();
                        default -> fields.skip();
                    }
                }
                fields.leave(outer);
            }
        }
        return rejected > 0
                ? new PutAnswer.Partial(rejected, "OtlpPartialSuccess", message)
                : new PutAnswer.Taken(java.util.List.of());
    }

    private static PutAnswer refused(Answer answer, Destination destination) throws IOException {
        String code = answer.header("x-amzn-errortype").map(OtlpAnswers::plain).orElse("");
        String message = "";
        if (isJson(answer.body())) {
            try (JsonParser json = JSON.createParser(answer.body())) {
                for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                    String name = token.isScalarValue() ? String.valueOf(json.currentName()) : "";
                    switch (name) {
                        case "__type" -> code = plain(json.getText());
                        case "message", "Message" -> message = json.getText();
                        default -> {}
                    }
                }
            }
        } else {
            message = statusMessage(answer.body());
        }
        return refused(answer, code.isEmpty() ? "OtlpHttp" + answer.status() : code, message, destination);
    }

    /** The body is a {@code google.rpc.Status}. */
    private static String statusMessage(byte[] body) {
        Fields fields = new Fields(body, 0, body.length);
        String message = "";
        while (fields.next()) {
            if (fields.number() == 2) {
                message = fields.text();
            } else {
                fields.skip();
            }
        }
        return message;
    }

    private static PutAnswer refused(Answer answer, String code, String message, Destination destination) {
        int status = answer.status();
        Optional<Duration> after = answer.header("retry-after").flatMap(OtlpAnswers::retryAfter);
        if (status == ErrorAnswers.TOO_MANY_REQUESTS
                || (status == UNAVAILABLE && after.isPresent())
                || code.startsWith("Throttl")) {
            return new PutAnswer.Throttled(code, after.orElse(Duration.ZERO));
        }
        if (message.contains(NOT_SWITCHED_ON) || message.contains(SWITCH)) {
            return new PutAnswer.Denied(NO_TRANSACTION_SEARCH);
        }
        if (ErrorAnswers.isDenial(destination, code)) {
            return new PutAnswer.Denied(Denial.ofSpans(code));
        }
        return status == BAD_REQUEST && !ErrorAnswers.isOfCaller(status, code)
                ? new PutAnswer.Refused(code, message)
                : ErrorAnswers.of(status, code, message);
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

    /** {@code com.amazonaws.xray#ThrottledException:http://…} means {@code ThrottledException}. */
    private static String plain(String type) {
        String name = type.substring(type.lastIndexOf('#') + 1);
        int colon = name.indexOf(':');
        return colon < 0 ? name : name.substring(0, colon);
    }

    private static boolean isJson(byte[] body) {
        return body.length > 0 && body[0] == '{';
    }
}
