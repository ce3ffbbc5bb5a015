// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.lambda;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.raygate.local.json.UntrustedJson;
import io.raygate.local.kinesis.StoredRecord;
import io.raygate.local.lambda.BatchOutcome.Failed;
import io.raygate.local.lambda.BatchOutcome.PartlyFailed;
import io.raygate.local.lambda.BatchOutcome.Succeeded;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the function's answer to a batch.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-batchfailurereporting.html">Lambda
 *     Developer Guide, partial batch responses for Kinesis, read 2026-11-22</a>
 */
final class BatchResponse {

    private static final ObjectMapper JSON = UntrustedJson.json().build();

    private BatchResponse() {}

    /** Without {@code reportBatchItemFailures} everything that the function returns is a success. */
    static BatchOutcome interpret(InvocationResult result, List<StoredRecord> batch, boolean reportBatchItemFailures) {
        return switch (result) {
            case InvocationResult.Failed failed -> new Failed(failed.cause() + ": " + failed.message());
            case InvocationResult.Returned returned ->
                reportBatchItemFailures ? read(returned.payload(), batch) : new Succeeded();
        };
    }

    private static BatchOutcome read(byte[] payload, List<StoredRecord> batch) {
        JsonNode response;
        try {
            response = JSON.readTree(payload);
        } catch (JacksonException e) {
            return new Failed("the response is not JSON");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (response.isMissingNode() || response.isNull()) {
            return new Succeeded();
        }
        if (!response.isObject()) {
            return new Failed("the response is not a JSON object");
        }
        return readFailures(response.path("batchItemFailures"), batch);
    }

    private static BatchOutcome readFailures(JsonNode failures, List<StoredRecord> batch) {
        if (failures.isMissingNode() || failures.isNull() || (failures.isArray() && failures.isEmpty())) {
            return new Succeeded();
        }
        if (!failures.isArray()) {
            return new Failed("batchItemFailures is not a list");
        }
        Map<String, Integer> positions = positions(batch);
        int firstFailed = batch.size();
        for (JsonNode failure : failures) {
            JsonNode identifier = failure.path("itemIdentifier");
            Integer position = identifier.isTextual() ? positions.get(identifier.textValue()) : null;
            if (position == null) {
                return new Failed("batchItemFailures names no record of the batch");
            }
            firstFailed = Math.min(firstFailed, position);
        }
        return new PartlyFailed(firstFailed);
    }

    private static Map<String, Integer> positions(List<StoredRecord> batch) {
        Map<String, Integer> positions = HashMap.newHashMap(batch.size());
        for (int i = 0; i < batch.size(); i++) {
            positions.put(batch.get(i).sequenceNumber(), i);
        }
        return positions;
    }
}
