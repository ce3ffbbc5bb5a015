// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.account;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.raygate.local.xray.wire.Operation;
import io.raygate.local.xray.wire.RequestBody;
import io.raygate.local.xray.wire.RestJson;
import java.time.Instant;
import java.util.Map;

/** Settings of the account, which change nothing here: encryption, destination, indexing; and insights, of which there are none. */
public final class AccountOperations {

    private static final int MAX_KEY_ID_LENGTH = 3000;
    private static final int ALL_TRACES_PERCENT = 100;

    private final Instant startedAt;
    private volatile Encryption encryption = new Encryption("NONE", "");

    public AccountOperations(Instant startedAt) {
        this.startedAt = startedAt;
    }

    public Map<String, Operation> operations() {
        return Map.of(
                "/EncryptionConfig", request -> answer(encryption),
                "/PutEncryptionConfig", this::putEncryptionConfig,
                "/GetTraceSegmentDestination", this::getTraceSegmentDestination,
                "/GetIndexingRules", this::getIndexingRules,
                "/InsightSummaries", this::getInsightSummaries);
    }

    private ObjectNode putEncryptionConfig(RequestBody request) {
        String type = request.requiredText("Type", "NONE".length());
        RequestBody.check(type.equals("NONE") || type.equals("KMS"), "Type must be NONE or KMS");
        String key = type.equals("KMS") ? request.requiredText("KeyId", MAX_KEY_ID_LENGTH) : "";
        Encryption changed = new Encryption(type, key);
        encryption = changed;
        return answer(changed);
    }

    private static ObjectNode answer(Encryption encryption) {
        ObjectNode answer = RestJson.object();
        ObjectNode config =
                answer.putObject("EncryptionConfig").put("Status", "ACTIVE").put("Type", encryption.type);
        if (!encryption.keyId.isEmpty()) {
            config.put("KeyId", encryption.keyId);
        }
        return answer;
    }

    private ObjectNode getTraceSegmentDestination(RequestBody request) {
        return RestJson.object().put("Destination", "XRay").put("Status", "ACTIVE");
    }

    private ObjectNode getIndexingRules(RequestBody request) {
        ObjectNode answer = RestJson.object();
        answer.putArray("IndexingRules")
                .addObject()
                .put("Name", "Default")
                .put("ModifiedAt", RestJson.time(startedAt))
                .putObject("Rule")
                .putObject("Probabilistic")
                .put("DesiredSamplingPercentage", ALL_TRACES_PERCENT)
                .put("ActualSamplingPercentage", ALL_TRACES_PERCENT);
        return answer;
    }

    private ObjectNode getInsightSummaries(RequestBody request) {
        request.timeRange();
        ObjectNode answer = RestJson.object();
        answer.putArray("InsightSummaries");
        return answer;
    }

    private record Encryption(String type, String keyId) {}
}
