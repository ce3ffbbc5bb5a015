// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.account;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.raygate.local.xray.wire.Operation;
import io.raygate.local.xray.wire.RequestBody;
import io.raygate.local.xray.wire.RestJson;
import io.raygate.local.xray.wire.XRayException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Tags of groups and sampling rules. Bounded by the number of these; thread-safe. */
public final class Tags {

    /** 50 tags a resource: AWS X-Ray Developer Guide, "Tagging sampling rules and groups", read 2026-11-27. */
    private static final int MAX_TAGS = 50;

    private static final int MAX_ARN_LENGTH = 1_011;
    private static final int MAX_KEY_LENGTH = 128;
    private static final int MAX_VALUE_LENGTH = 256;
    private static final String RESERVED = "aws:";

    private final Map<String, Map<String, String>> byArn = new HashMap<>();
    private final Predicate<String> exists;

    /**
     * No tags.
     *
     * @param exists whether there is a group or rule of that ARN
     */
    public Tags(Predicate<String> exists) {
        this.exists = exists;
    }

    public Map<String, Operation> operations() {
        return Map.of(
                "/ListTagsForResource", this::list,
                "/TagResource", this::tag,
                "/UntagResource", this::untag);
    }

    /** The same operation, which creates a resource: what it is given as Tags is kept. */
    public Operation creating(Operation create, String arnMember) {
        return request -> {
            Map<String, String> tags = request.member("Tags").isMissingNode() ? Map.of() : read(request);
            ObjectNode answer = create.answer(request);
            put(answer.findPath(arnMember).asText(), tags);
            return answer;
        };
    }

    /** The same operation, which deletes a resource: its tags go with it. */
    public Operation deleting(Operation delete) {
        return request -> {
            ObjectNode answer = delete.answer(request);
            forgetDeleted();
            return answer;
        };
    }

    private synchronized void forgetDeleted() {
        byArn.keySet().removeIf(exists.negate());
    }

    private synchronized ObjectNode list(RequestBody request) {
        ObjectNode answer = RestJson.object();
        ArrayNode tags = answer.putArray("Tags");
        byArn.getOrDefault(arn(request), Map.of())
                .forEach((key, value) -> tags.addObject().put("Key", key).put("Value", value));
        return answer;
    }

    private ObjectNode tag(RequestBody request) {
        put(arn(request), read(request));
        return RestJson.object();
    }

    private synchronized ObjectNode untag(RequestBody request) {
        Map<String, String> tags = byArn.getOrDefault(arn(request), new TreeMap<>());
        request.requiredTexts("TagKeys").forEach(tags::remove);
        return RestJson.object();
    }

    private synchronized void put(String arn, Map<String, String> added) {
        if (added.isEmpty()) {
            return;
        }
        Map<String, String> tags = new TreeMap<>(byArn.getOrDefault(arn, Map.of()));
        tags.putAll(added);
        if (tags.size() > MAX_TAGS) {
            throw XRayException.modelled(
                    "TooManyTagsException", "A resource has at most " + MAX_TAGS + " tags: " + arn);
        }
        byArn.put(arn, tags);
    }

    private static Map<String, String> read(RequestBody request) {
        Map<String, String> tags = new TreeMap<>();
        List<RequestBody> list = request.requiredStructures("Tags");
        for (RequestBody tag : list) {
            String key = tag.requiredText("Key", MAX_KEY_LENGTH);
            RequestBody.check(
                    !key.toLowerCase(Locale.ROOT).startsWith(RESERVED), "Tag keys must not begin with " + RESERVED);
            tags.put(key, tag.text("Value", MAX_VALUE_LENGTH).orElse(""));
        }
        return tags;
    }

    private String arn(RequestBody request) {
        String arn = request.requiredText("ResourceARN", MAX_ARN_LENGTH);
        if (!exists.test(arn)) {
            throw XRayException.notFound("No group or sampling rule has this ARN: " + arn);
        }
        return arn;
    }
}
