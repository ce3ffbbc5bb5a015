// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.submit;

import io.raygate.aws.AwsService;
import io.raygate.aws.ErrorCode;
import io.raygate.aws.ServiceError;
import io.raygate.aws.SignedCalls;
import io.raygate.gateway.batch.Batch;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** PutTraceSegments. Thread-safe. */
@Singleton
@Typed(XRaySink.class)
class XRaySink implements TraceSink {

    private static final String PATH = "/TraceSegments";
    private static final Map<String, String> HEADERS = Map.of("Content-Type", "application/json");
    private static final int OK = 200;

    private final XRayCalls calls;

    XRaySink(XRayCalls calls) {
        this.calls = calls;
    }

    @Override
    public PutAnswer put(Batch batch, Destination destination, Duration timeout) {
        TraceSegmentsBody body = TraceSegmentsBody.of(batch);
        return calls.post(
                new XRayCalls.Request(PATH, HEADERS, body.bytes(), body.length(), Denial::ofSegments),
                destination,
                timeout,
                answer -> answer.status() == OK ? UnprocessedList.read(answer.body()) : refused(answer, destination));
    }

    private static PutAnswer refused(SignedCalls.Answer answer, Destination destination) {
        AwsServiceException error = ServiceError.of(AwsService.XRAY, answer);
        String code = ErrorCode.of(error);
        if (ErrorAnswers.isDenial(destination, code)) {
            return new PutAnswer.Denied(Denial.ofSegments(code));
        }
        if (error.isThrottlingException() || error.statusCode() == ErrorAnswers.TOO_MANY_REQUESTS) {
            return new PutAnswer.Throttled(code);
        }
        return ErrorAnswers.of(error.statusCode(), code, ErrorCode.message(error));
    }
}
