// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.account;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.raygate.local.aws.AwsAccount;
import io.raygate.local.xray.wire.Operation;
import io.raygate.local.xray.wire.RequestBody;
import io.raygate.local.xray.wire.RestJson;
import io.raygate.local.xray.wire.XRayException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The group operations. The Default group is always there. Bounded; thread-safe. */
public final class Groups {

    private static final int MAX_NAME_LENGTH = 32;
    /** A bound of our own; the model has none. */
    private static final int MAX_EXPRESSION_LENGTH = 2_000;

    private static final int ARN_ID_LENGTH = 26;

    private final Map<String, Group> groups = new LinkedHashMap<>();
    private final AwsAccount account;
    private final int maxGroups;

    public Groups(AwsAccount account, int maxGroups) {
        this.account = account;
        this.maxGroups = maxGroups;
        groups.put(
                Group.DEFAULT_NAME,
                new Group(Group.DEFAULT_NAME, account.arn("xray", "group/" + Group.DEFAULT_NAME), "", false, false));
    }

    public Map<String, Operation> operations() {
        return Map.of(
                "/Groups", this::list,
                "/GetGroup", request -> answer(find(request)),
                "/CreateGroup", this::create,
                "/UpdateGroup", this::update,
                "/DeleteGroup", this::delete);
    }

    /** The group that a request names by GroupName or GroupARN. */
    public synchronized Group find(RequestBody request) {
        Optional<String> name = request.text("GroupName");
        Optional<String> arn = request.text("GroupARN");
        RequestBody.check(name.isPresent() != arn.isPresent(), "Give either GroupName or GroupARN");
        return groups.values().stream()
                .filter(group -> group.name().equals(name.orElse(group.name()))
                        && group.arn().equals(arn.orElse(group.arn())))
                .findFirst()
                .orElseThrow(() -> XRayException.invalidRequest("Group not found"));
    }

    private synchronized ObjectNode list(RequestBody request) {
        ObjectNode answer = RestJson.object();
        ArrayNode list = answer.putArray("Groups");
        groups.values().forEach(group -> list.add(group.toJson()));
        return answer;
    }

    private synchronized ObjectNode create(RequestBody request) {
        String name = request.requiredText("GroupName", MAX_NAME_LENGTH);
        RequestBody.check(!groups.containsKey(name), "Group already exists");
        RequestBody.check(groups.size() <= maxGroups, "Maximum number of groups reached: " + maxGroups);
        String id = UUID.randomUUID().toString().replace("-", "").substring(0, ARN_ID_LENGTH);
        Group blank = new Group(name, account.arn("xray", "group/" + name + "/" + id), "", false, false);
        return put(merge(blank, request));
    }

    private synchronized ObjectNode update(RequestBody request) {
        return put(merge(find(request), request));
    }

    private synchronized ObjectNode delete(RequestBody request) {
        Group group = find(request);
        RequestBody.check(!group.name().equals(Group.DEFAULT_NAME), "The Default group cannot be deleted");
        groups.remove(group.name());
        return RestJson.object();
    }

    /** What the request leaves out stays. */
    private static Group merge(Group group, RequestBody request) {
        RequestBody insights = new RequestBody(request.member("InsightsConfiguration"));
        return new Group(
                group.name(),
                group.arn(),
                request.text("FilterExpression", MAX_EXPRESSION_LENGTH).orElse(group.filterExpression()),
                insights.flag("InsightsEnabled").orElse(group.insights()),
                insights.flag("NotificationsEnabled").orElse(group.notifications()));
    }

    private ObjectNode put(Group group) {
        groups.put(group.name(), group);
        return answer(group);
    }

    private static ObjectNode answer(Group group) {
        ObjectNode answer = RestJson.object();
        answer.set("Group", group.toJson());
        return answer;
    }
}
