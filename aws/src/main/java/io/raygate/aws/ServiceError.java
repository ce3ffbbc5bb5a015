// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.aws;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * What an answer with an error status says, in AWS's JSON protocols and in the CBOR that Kinesis has in their place: the code in the header {@code x-amzn-errortype} or in the
 * member {@code __type} or {@code code}, the sentence in {@code message}. What is not from the service has a status only.
 *
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html">Smithy, AWS restJson1 protocol, read
 *     2026-11-27</a>
 */
public final class ServiceError {

    private ServiceError() {}

    /** As the exception that the SDK's own client throws for it. */
    public static AwsServiceException of(AwsService service, SignedCalls.Answer answer) {
        AwsErrorDetails.Builder details = AwsErrorDetails.builder().serviceName(service.prefix());
        if (CborReader.isMap(answer.body())) {
            readCbor(answer.body(), details);
        } else {
            readJson(answer.body(), details);
        }
        answer.header("x-amzn-errortype").map(ErrorCode::ofType).ifPresent(details::errorCode);
        AwsErrorDetails read = details.build();
        return AwsServiceException.builder()
                .statusCode(answer.status())
                .awsErrorDetails(read)
                .message(read.errorMessage())
                .build();
    }

    private static void readCbor(byte[] body, AwsErrorDetails.Builder details) {
        try {
            if (CborReader.read(body) instanceof Map<?, ?> error) {
                error.forEach((name, value) -> take(String.valueOf(name), value, details));
            }
        } catch (UnexpectedAnswerException _) {
            // not from the service: the status is all there is
        }
    }

    private static void take(String name, @Nullable Object value, AwsErrorDetails.Builder details) {
        if (!(value instanceof String text)) {
            return;
        }
        switch (name) {
            case "__type", "code" -> details.errorCode(ErrorCode.ofType(text));
            case "message", "Message", "errorMessage" -> details.errorMessage(text);
            default -> {}
        }
    }

    private static void readJson(byte[] body, AwsErrorDetails.Builder details) {
        try (JsonParser json = JsonCalls.JSON.createParser(body)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                if (json.nextToken() != JsonToken.VALUE_STRING) {
                    json.skipChildren();
                    continue;
                }
                take(name, json.getText(), details);
            }
        } catch (IOException _) {
            // not from the service: the status is all there is
        }
    }
}
