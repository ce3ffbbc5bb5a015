// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.kinesis;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.raygate.local.fault.Candidate;
import io.raygate.local.fault.FaultKind;
import io.raygate.local.fault.Faults;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** PutRecord and PutRecords. A request is checked whole before its first record is stored. */
final class PutOperations {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final KinesisStreams streams;
    private final StreamNaming naming;
    private final Faults faults;
    private final KinesisCounters counters;

    PutOperations(KinesisStreams streams, Faults faults, KinesisCounters counters) {
        this.streams = streams;
        this.naming = new StreamNaming(streams);
        this.faults = faults;
        this.counters = counters;
    }

    Map<String, Operation> byName() {
        return Map.of("PutRecord", this::putRecord, "PutRecords", this::putRecords);
    }

    private Optional<ObjectNode> putRecord(Parameters in) {
        KinesisStream stream = naming.stream(in);
        NewRecord candidate = PutEntry.read(in, stream.maxRecordKib());
        return switch (put("PutRecord", stream, candidate, streams.now())) {
            case PutOutcome.Stored(var shardId, var sequenceNumber) ->
                Optional.of(JSON.objectNode()
                        .put("ShardId", shardId)
                        .put("SequenceNumber", sequenceNumber)
                        .put("EncryptionType", "NONE"));
            case PutOutcome.Throttled(var shardId) -> throw KinesisRefusal.throttled(rateExceeded(stream, shardId));
            case PutOutcome.Failed() -> throw KinesisRefusal.internalFailure();
        };
    }

    private Optional<ObjectNode> putRecords(Parameters in) {
        KinesisStream stream = naming.stream(in);
        List<NewRecord> candidates = PutEntry.readAll(in, stream.maxRecordKib());
        Instant now = streams.now();
        ObjectNode answer = JSON.objectNode();
        ArrayNode results = answer.putArray("Records");
        int failed = 0;
        for (NewRecord candidate : candidates) {
            PutOutcome outcome = put("PutRecords", stream, candidate, now);
            results.add(result(stream, outcome));
            failed += outcome instanceof PutOutcome.Stored ? 0 : 1;
        }
        return Optional.of(answer.put("FailedRecordCount", failed).put("EncryptionType", "NONE"));
    }

    private PutOutcome put(String operation, KinesisStream stream, NewRecord candidate, Instant now) {
        PutOutcome outcome = faults.forEntry(new Candidate(stream.name(), operation, candidate.data()), now)
                .map(fault -> injected(fault.kind(), stream, candidate))
                .orElseGet(() -> stream.put(candidate, now));
        counters.count(outcome, candidate.bytes());
        return outcome;
    }

    private static PutOutcome injected(FaultKind kind, KinesisStream stream, NewRecord candidate) {
        return kind == FaultKind.THROTTLE_ENTRIES
                ? new PutOutcome.Throttled(stream.shardIdOf(candidate))
                : new PutOutcome.Failed();
    }

    private ObjectNode result(KinesisStream stream, PutOutcome outcome) {
        return switch (outcome) {
            case PutOutcome.Stored(var shardId, var sequenceNumber) ->
                JSON.objectNode().put("ShardId", shardId).put("SequenceNumber", sequenceNumber);
            case PutOutcome.Throttled(var shardId) ->
                JSON.objectNode()
                        .put("ErrorCode", "ProvisionedThroughputExceededException")
                        .put("ErrorMessage", rateExceeded(stream, shardId));
            case PutOutcome.Failed() ->
                JSON.objectNode().put("ErrorCode", "InternalFailure").put("ErrorMessage", "Internal service failure.");
        };
    }

    private String rateExceeded(KinesisStream stream, String shardId) {
        return "Rate exceeded for shard " + shardId + " in stream " + stream.name() + " under account "
                + streams.account().accountId() + ".";
    }
}
