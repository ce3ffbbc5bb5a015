// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.ssm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.raygate.local.StatusSource;
import io.raygate.local.aws.AwsAccount;
import io.raygate.local.aws.AwsApi;
import io.raygate.local.aws.AwsRequest;
import io.raygate.local.aws.AwsResponse;
import io.raygate.local.fault.Candidate;
import io.raygate.local.fault.Disturbable;
import io.raygate.local.fault.FaultBoard;
import io.raygate.local.fault.Faults;
import io.raygate.local.fault.FaultyService;
import io.raygate.local.json.UntrustedJson;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Parameters of Systems Manager (JSON 1.1, API 2014-11-06): what reads and writes values. Thread-safe. */
@Singleton
public final class SsmApi implements AwsApi, StatusSource {

    private static final String TARGET_PREFIX = "AmazonSSM.";
    private static final ObjectMapper JSON = UntrustedJson.json().build();

    private final ParameterStore store;
    private final SsmOperations operations;
    private final Faults faults;
    private final InstantSource clock;
    private final LongAdder requests = new LongAdder();

    @Inject
    public SsmApi(SsmConfig config, AwsAccount account, FaultBoard board) {
        this(config, account, board.of(FaultyService.SSM), InstantSource.system());
    }

    SsmApi(SsmConfig config, AwsAccount account, Faults faults, InstantSource clock) {
        this.store = new ParameterStore(config.maxParameters());
        this.operations = new SsmOperations(store, account, clock);
        this.faults = faults;
        this.clock = clock;
        config.parameters().forEach((name, value) -> store.put(put(name, value), true, clock.instant()));
    }

    private static Parameter.Put put(String name, String value) {
        return new Parameter.Put(name, "String", Tier.of("Intelligent-Tiering", value), value);
    }

    @Override
    public boolean accepts(AwsRequest request) {
        return request.header("x-amz-target").orElse("").startsWith(TARGET_PREFIX);
    }

    @Override
    public AwsResponse handle(AwsRequest request) {
        requests.increment();
        String operation = request.header("x-amz-target").orElse("").substring(TARGET_PREFIX.length());
        return Disturbable.answer(
                new Request(operations, operation, request.body()),
                faults.forCall(Candidate.of(operation, request.body()), clock.instant()));
    }

    @Override
    public String name() {
        return "ssm";
    }

    @Override
    public Map<String, Object> status() {
        return Map.of(
                "requests", requests.sum(),
                "parameters", store.names(),
                "faultsInjected", faults.injected(),
                "faultsActive", faults.describe(Instant.now()));
    }

    @SuppressWarnings("ArrayRecordComponent") // one owner at a time, never compared
    private record Request(SsmOperations operations, String operation, byte[] body) implements Disturbable {

        @Override
        public AwsResponse carryOut() {
            try {
                JsonNode in = JSON.readTree(body);
                return respond(200, operations.answer(operation, in));
            } catch (SsmRefusal e) {
                return error(400, e.type(), String.valueOf(e.getMessage()));
            } catch (IOException e) {
                return error(400, "SerializationException", "The body is not JSON");
            }
        }

        @Override
        public AwsResponse throttled() {
            return error(400, "ThrottlingException", "Rate exceeded");
        }

        @Override
        public AwsResponse internalFailure() {
            return error(500, "InternalServerError", "An injected fault");
        }

        private static AwsResponse error(int status, String type, String message) {
            return respond(
                    status,
                    JsonNodeFactory.instance.objectNode().put("__type", type).put("message", message));
        }

        private static AwsResponse respond(int status, ObjectNode body) {
            return new AwsResponse(
                    status,
                    Map.of("content-type", "application/x-amz-json-1.1"),
                    body.toString().getBytes(StandardCharsets.UTF_8));
        }
    }
}
