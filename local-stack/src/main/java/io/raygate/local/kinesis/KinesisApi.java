// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.kinesis;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.raygate.local.aws.AwsApi;
import io.raygate.local.aws.AwsRequest;
import io.raygate.local.aws.AwsResponse;
import io.raygate.local.fault.Candidate;
import io.raygate.local.fault.Disturbable;
import io.raygate.local.fault.Fault;
import io.raygate.local.fault.Faults;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The Kinesis Data Streams API of 2013-12-02, in JSON and CBOR; each request is answered in its own encoding. */
final class KinesisApi implements AwsApi {

    private static final String TARGET_PREFIX = "Kinesis_20131202.";

    private final Map<String, Operation> operations = new HashMap<>();
    private final KinesisStreams streams;
    private final Faults faults;
    private final KinesisCounters counters;

    KinesisApi(KinesisStreams streams, Faults faults, KinesisCounters counters) {
        this.streams = streams;
        this.faults = faults;
        this.counters = counters;
        operations.putAll(new StreamOperations(streams).byName());
        operations.put("ListShards", new ListShards(streams));
        operations.putAll(new PutOperations(streams, faults, counters).byName());
        operations.putAll(new ReadOperations(streams).byName());
    }

    @Override
    public boolean accepts(AwsRequest request) {
        return request.header("x-amz-target")
                .filter(target -> target.startsWith(TARGET_PREFIX))
                .isPresent();
    }

    @Override
    public AwsResponse handle(AwsRequest request) {
        counters.countRequest();
        String contentType = request.header("content-type").orElse("");
        Optional<Encoding> encoding = Encoding.named(contentType);
        if (encoding.isEmpty()) {
            return refuse(Encoding.JSON, KinesisRefusal.serialization("Content-Type not known: " + contentType));
        }
        try {
            String operation = request.header("x-amz-target").orElse("").substring(TARGET_PREFIX.length());
            return answer(operation, new Parameters(encoding.get().read(request.body()), encoding.get(), ""), request);
        } catch (KinesisRefusal refusal) {
            return refuse(encoding.get(), refusal);
        }
    }

    private AwsResponse answer(String operation, Parameters in, AwsRequest request) {
        Operation known = Optional.ofNullable(operations.get(operation))
                .orElseThrow(() -> KinesisRefusal.unknownOperation(operation));
        Candidate candidate = new Candidate(RequestStream.name(in).orElse(""), operation, request.body());
        return Disturbable.answer(new Request(known, in), faults.forCall(candidate, streams.now()));
    }

    private AwsResponse refuse(Encoding encoding, KinesisRefusal refusal) {
        counters.countRefusal();
        ObjectNode error = JsonNodeFactory.instance
                .objectNode()
                .put("__type", refusal.type())
                .put("message", refusal.message());
        return respond(refusal.status(), encoding, encoding.write(error));
    }

    private static AwsResponse respond(int status, Encoding encoding, byte[] body) {
        return new AwsResponse(status, Map.of("content-type", encoding.contentType()), body);
    }

    private record Request(Operation operation, Parameters in) implements Disturbable {

        @Override
        public AwsResponse carryOut() {
            byte[] body = operation.answer(in).map(in.encoding()::write).orElseGet(() -> new byte[0]);
            return respond(200, in.encoding(), body);
        }

        /** JSON goes out in the encoding of the request, unless the fault names a content type. */
        @Override
        public AwsResponse answered(Fault.Answer answer) {
            byte[] body = answer.body().getBytes(UTF_8);
            if (!answer.contentType().isEmpty()) {
                return new AwsResponse(answer.status(), Map.of("content-type", answer.contentType()), body);
            }
            return respond(answer.status(), in.encoding(), in.encoding().fromJson(body));
        }

        @Override
        public AwsResponse throttled() {
            throw KinesisRefusal.throttled("Rate exceeded.");
        }

        @Override
        public AwsResponse internalFailure() {
            throw KinesisRefusal.internalFailure();
        }
    }
}
