// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.raygate.local.xray.wire.Operation;
import io.raygate.local.xray.wire.RequestBody;
import io.raygate.local.xray.wire.RestJson;
import io.raygate.local.xray.wire.XRayException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Resource policies of the account, kept and given back; the local stack asks none of them. Thread-safe. */
public final class ResourcePolicies {

    /** Five policies of 5 KB: API reference, "PutResourcePolicy", read 2026-11-27. */
    private static final int MAX_POLICIES = 5;

    private static final int MAX_BYTES = 5 * 1_024;
    private static final int MAX_NAME_LENGTH = 128;
    private static final int MAX_DOCUMENT_LENGTH = 1 << 20;
    private static final String FIRST_REVISION = "0";
    private static final Pattern NAME = Pattern.compile("[\\w+=,.@-]+");

    private final Map<String, Policy> policies = new TreeMap<>();
    private final InstantSource clock;

    public ResourcePolicies(InstantSource clock) {
        this.clock = clock;
    }

    public Map<String, Operation> operations() {
        return Map.of(
                "/PutResourcePolicy", this::put,
                "/DeleteResourcePolicy", this::delete,
                "/ListResourcePolicies", this::list);
    }

    private synchronized ObjectNode put(RequestBody request) {
        String name = name(request);
        String document = request.requiredText("PolicyDocument", MAX_DOCUMENT_LENGTH);
        checkDocument(document);
        Policy present = policies.get(name);
        checkRevision(request, present);
        if (present == null && policies.size() == MAX_POLICIES) {
            throw XRayException.modelled(
                    "PolicyCountLimitExceededException", "An account has at most " + MAX_POLICIES + " policies");
        }
        long revision = present == null ? 1 : present.revision + 1;
        Policy policy = new Policy(name, document, revision, clock.instant());
        policies.put(name, policy);
        ObjectNode answer = RestJson.object();
        answer.set("ResourcePolicy", policy.toJson());
        return answer;
    }

    private synchronized ObjectNode delete(RequestBody request) {
        String name = name(request);
        Policy present = policies.get(name);
        RequestBody.check(present != null, "There is no policy of this name: " + name);
        checkRevision(request, present);
        policies.remove(name);
        return RestJson.object();
    }

    private synchronized ObjectNode list(RequestBody request) {
        ObjectNode answer = RestJson.object();
        ArrayNode list = answer.putArray("ResourcePolicies");
        policies.values().forEach(policy -> list.add(policy.toJson()));
        return answer;
    }

    private static String name(RequestBody request) {
        String name = request.requiredText("PolicyName", MAX_NAME_LENGTH);
        RequestBody.check(NAME.matcher(name).matches(), "PolicyName has other characters than [\\w+=,.@-]");
        return name;
    }

    /** Revision 0 means that there must be none. */
    private static void checkRevision(RequestBody request, @Nullable Policy present) {
        String wanted = request.text("PolicyRevisionId").orElse("");
        String actual = present == null ? FIRST_REVISION : Long.toString(present.revision);
        if (!wanted.isEmpty() && !wanted.equals(actual)) {
            throw XRayException.modelled(
                    "InvalidPolicyRevisionIdException", "PolicyRevisionId is " + wanted + ", the latest is " + actual);
        }
    }

    private static void checkDocument(String document) {
        byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > MAX_BYTES) {
            throw XRayException.modelled(
                    "PolicySizeLimitExceededException",
                    "A policy has at most " + MAX_BYTES + " bytes: " + bytes.length);
        }
        JsonNode json;
        try {
            json = RestJson.read(bytes);
        } catch (IOException e) {
            throw malformed();
        }
        if (!json.path("Statement").isContainerNode()) {
            throw malformed();
        }
    }

    private static XRayException malformed() {
        return XRayException.modelled(
                "MalformedPolicyDocumentException", "PolicyDocument is not a JSON object with a Statement");
    }

    private record Policy(String name, String document, long revision, Instant updatedAt) {

        private ObjectNode toJson() {
            return RestJson.object()
                    .put("PolicyName", name)
                    .put("PolicyDocument", document)
                    .put("PolicyRevisionId", Long.toString(revision))
                    .put("LastUpdatedTime", RestJson.time(updatedAt));
        }
    }
}
