// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.account;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.raygate.local.xray.wire.Operation;
import io.raygate.local.xray.wire.RequestBody;
import io.raygate.local.xray.wire.RestJson;
import java.util.Map;

/** The encryption of the account, a setting that changes nothing here. Thread-safe. */
public final class AccountOperations {

    private static final int MAX_KEY_ID_LENGTH = 3000;

    private volatile Encryption encryption = new Encryption("NONE", "");

    public Map<String, Operation> operations() {
        return Map.of(
                "/EncryptionConfig", request -> answer(encryption), "/PutEncryptionConfig", this::putEncryptionConfig);
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

    private record Encryption(String type, String keyId) {}
}
