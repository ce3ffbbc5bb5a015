// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.sqs;

import com.fasterxml.jackson.core.JsonProcessingException;
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
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.jboss.logging.Logger;

/**
 * The SQS API as ElasticMQ speaks it, reached through the shared port, with faults in front. Sends and deletes of the JSON
 * protocol are noted for the page. Thread-safe.
 */
public final class SqsApi implements AwsApi {

    private static final Logger LOG = Logger.getLogger(SqsApi.class);
    private static final String TARGET_PREFIX = "AmazonSQS.";

    /** In the credential scope of a signed request; older SDKs send forms without a target. */
    private static final String SIGNED_FOR_SQS = "/sqs/aws4_request";

    private static final List<String> PASSED_ON = List.of("content-type", "x-amz-target", "authorization", "accept");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SqsBackend backend;
    private final SeenMessages seen;
    private final Faults faults;
    private final LongAdder requests = new LongAdder();

    SqsApi(SqsBackend backend, SeenMessages seen, Faults faults) {
        this.backend = backend;
        this.seen = seen;
        this.faults = faults;
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
        String operation = target.startsWith(TARGET_PREFIX) ? target.substring(TARGET_PREFIX.length()) : "Form";
        return Disturbable.answer(
                new Request(operation, request),
                faults.forCall(Candidate.of(operation, request.body()), Instant.now()));
    }

    /** Makes a call of the stack itself, which no fault hits. */
    JsonNode call(String operation, ObjectNode body) throws IOException {
        AwsResponse response = forward(
                operation,
                "/",
                Map.of("content-type", "application/x-amz-json-1.0", "x-amz-target", TARGET_PREFIX + operation),
                JSON.writeValueAsBytes(body));
        JsonNode answer = JSON.readTree(response.body());
        if (response.status() != 200) {
            throw new IOException("SQS refuses: operation=" + operation + ", answer=" + answer);
        }
        return answer;
    }

    long requests() {
        return requests.sum();
    }

    private AwsResponse forward(String operation, String path, Map<String, String> headers, byte[] body)
            throws IOException {
        AwsResponse response = backend.post(path, headers, body);
        if (response.status() == 200 && SeenMessages.CONCERNS.contains(operation)) {
            seen.note(operation, JSON.readTree(body), JSON.readTree(response.body()), Instant.now());
        }
        return response;
    }

    private static AwsResponse error(int status, String type, String message) {
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put("__type", "com.amazonaws.sqs#" + type)
                .put("message", message);
        try {
            return new AwsResponse(
                    status, Map.of("content-type", "application/x-amz-json-1.0"), JSON.writeValueAsBytes(body));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree of plain nodes could not be written", e);
        }
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
            Map<String, String> headers = new HashMap<>();
            PASSED_ON.forEach(name -> request.header(name).ifPresent(value -> headers.put(name, value)));
            try {
                return forward(operation, request.path(), headers, request.body());
            } catch (IOException | IllegalStateException e) {
                LOG.warnf("SQS does not answer: operation=%s, reason=%s", operation, e);
                return error(503, "ServiceUnavailable", String.valueOf(e.getMessage()));
            }
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
