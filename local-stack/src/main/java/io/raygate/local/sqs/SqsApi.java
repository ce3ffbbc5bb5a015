// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.raygate.local.aws.AwsApi;
import io.raygate.local.aws.AwsRequest;
import io.raygate.local.aws.AwsResponse;
import io.raygate.local.fault.Candidate;
import io.raygate.local.fault.Disturbable;
import io.raygate.local.fault.Faults;
import io.raygate.local.json.UntrustedJson;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Standard queues of SQS (JSON protocol, API 2012-11-05), as far as a sender, a receiver and redrive need them.
 * Thread-safe.
 */
public final class SqsApi implements AwsApi {

    private static final String TARGET_PREFIX = "AmazonSQS.";

    /** In the credential scope of a signed request; SDKs of before November 2023 send forms without a target. */
    private static final String SIGNED_FOR_SQS = "/sqs/aws4_request";

    /** In XML, which a client that sends forms reads. */
    private static final AwsResponse FORM_REFUSED =
            new AwsResponse(400, Map.of("content-type", "text/xml"), """
            <ErrorResponse><Error><Type>Sender</Type><Code>UnsupportedOperation</Code>\
            <Message>This client sends forms: the local stack takes the JSON that SDKs send since November 2023</Message>\
            </Error></ErrorResponse>""".getBytes(UTF_8));

    private static final ObjectMapper JSON = UntrustedJson.json().build();

    private final SqsOperations operations;
    private final String accountId;
    private final Faults faults;
    private final InstantSource clock;
    private final LongAdder requests = new LongAdder();

    SqsApi(Queues queues, String accountId, Faults faults, InstantSource clock) {
        this.operations = new SqsOperations(queues);
        this.accountId = accountId;
        this.faults = faults;
        this.clock = clock;
    }

    @Override
    public boolean accepts(AwsRequest request) {
        return request.header("x-amz-target").orElse("").startsWith(TARGET_PREFIX)
                || request.header("authorization").orElse("").contains(SIGNED_FOR_SQS);
    }

    @Override
    public AwsResponse handle(AwsRequest request) {
        requests.increment();
        String target = request.header("x-amz-target").orElse("");
        if (!target.startsWith(TARGET_PREFIX)) {
            return FORM_REFUSED;
        }
        String operation = target.substring(TARGET_PREFIX.length());
        return Disturbable.answer(
                new Request(operation, request),
                faults.forCall(Candidate.of(operation, request.body()), clock.instant()));
    }

    /** Makes a call of the stack itself, which no fault hits. */
    JsonNode call(String operation, ObjectNode in) throws IOException {
        try {
            return operations.answer(operation, in, "/");
        } catch (SqsRefusal e) {
            throw new IOException("SQS refuses: operation=" + operation + ", reason=" + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while SQS waited", e);
        }
    }

    long requests() {
        return requests.sum();
    }

    private AwsResponse answer(String operation, AwsRequest request) {
        String base = "http://" + request.header("host").orElse("127.0.0.1") + "/" + accountId + "/";
        try {
            return respond(200, operations.answer(operation, JSON.readTree(request.body()), base));
        } catch (SqsRefusal e) {
            return error(400, e.type(), String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return error(400, "InvalidParameterValue", "The body is not JSON");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return error(503, "ServiceUnavailable", "The local stack is stopping");
        }
    }

    private static AwsResponse error(int status, String type, String message) {
        return respond(
                status,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("__type", "com.amazonaws.sqs#" + type)
                        .put("message", message));
    }

    private static AwsResponse respond(int status, ObjectNode body) {
        return new AwsResponse(
                status,
                Map.of("content-type", "application/x-amz-json-1.0"),
                body.toString().getBytes(UTF_8));
    }

    private final class Request implements Disturbable {

        private final String operation;
        private final AwsRequest request;

        Request(String operation, AwsRequest request) {
            this.operation = operation;
            this.request = request;
        }

        @Override
        public AwsResponse carryOut() {
            return answer(operation, request);
        }

        @Override
        public AwsResponse throttled() {
            return error(400, "RequestThrottled", "Rate exceeded");
        }

        @Override
        public AwsResponse internalFailure() {
            return error(500, "InternalError", "An injected fault");
        }
    }
}
