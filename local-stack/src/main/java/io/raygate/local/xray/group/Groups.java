// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.group;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.raygate.local.aws.AwsAccount;
import io.raygate.local.xray.filter.TraceFilter;
import io.raygate.local.xray.index.Trace;
import io.raygate.local.xray.wire.Operation;
import io.raygate.local.xray.wire.RequestBody;
import io.raygate.local.xray.wire.RestJson;
import io.raygate.local.xray.wire.XRayException;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The group operations. The Default group is always there. Bounded; thread-safe. */
public final class Groups implements TraceFilter.Context {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9-]{1,32}");
    private static final int MAX_NAME_LENGTH = 32;
    private static final int ARN_ID_LENGTH = 52;
    private static final String BASE_32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private final Map<String, Group> groups = new LinkedHashMap<>();
    private final AwsAccount account;
    private final Limits limits;
    private final LongSupplier lastSequence;
    private final SecureRandom random = new SecureRandom();

    /**
     * How much is kept.
     *
     * @param maxFilterLength of an expression, in characters
     */
    public record Limits(int maxGroups, int maxFilterLength) {}

    /**
     * The Default group alone.
     *
     * @param lastSequence of the newest trace: a new expression concerns what comes after it
     */
    public Groups(AwsAccount account, Limits limits, LongSupplier lastSequence) {
        this.account = account;
        this.limits = limits;
        this.lastSequence = lastSequence;
        Group.Version everything = new Group.Version(0, TraceFilter.of("", this));
        groups.put(
                Group.DEFAULT_NAME,
                new Group(
                        Group.DEFAULT_NAME,
                        account.arn("xray", "group/" + Group.DEFAULT_NAME),
                        "",
                        List.of(everything),
                        false,
                        false));
    }

    public Map<String, Operation> operations() {
        return Map.of(
                "/Groups", this::list,
                "/GetGroup", request -> answer(find(request)),
                "/CreateGroup", this::create,
                "/UpdateGroup", this::update,
                "/DeleteGroup", this::delete);
    }

    @Override
    public String accountId() {
        return account.accountId();
    }

    @Override
    public synchronized Optional<Predicate<Trace>> group(String nameOrArn, boolean byArn) {
        return groups.values().stream()
                .filter(group -> (byArn ? group.arn() : group.name()).equals(nameOrArn))
                .findFirst()
                .map(group -> group);
    }

    /** A filter of a request, checked for its length. */
    public TraceFilter filter(String expression) {
        RequestBody.check(
                expression.length() <= limits.maxFilterLength,
                "FilterExpression is longer than " + limits.maxFilterLength);
        return TraceFilter.of(expression, this);
    }

    public synchronized List<Group> all() {
        return List.copyOf(groups.values());
    }

    public synchronized boolean hasArn(String arn) {
        return groups.values().stream().anyMatch(group -> group.arn().equals(arn));
    }

    /** The group that a request names by GroupName or GroupARN; the Default group where it names none. */
    public Group ofRequest(RequestBody request) {
        if (request.text("GroupName").isEmpty() && request.text("GroupARN").isEmpty()) {
            return all().getFirst();
        }
        return find(request);
    }

    private synchronized Group find(RequestBody request) {
        Optional<String> name = request.text("GroupName");
        Optional<String> arn = request.text("GroupARN");
        RequestBody.check(name.isPresent() != arn.isPresent(), "Give either GroupName or GroupARN");
        return groups.values().stream()
                .filter(group -> group.name().equals(name.orElse(group.name()))
                        && group.arn().equals(arn.orElse(group.arn())))
                .findFirst()
                .orElseThrow(() -> XRayException.invalidRequest("Group not found."));
    }

    private synchronized ObjectNode list(RequestBody request) {
        RequestBody.check(request.text("NextToken").isEmpty(), "Next Token not supported");
        ObjectNode answer = RestJson.object();
        ArrayNode list = answer.putArray("Groups");
        groups.values().forEach(group -> list.add(group.toJson()));
        return answer;
    }

    private synchronized ObjectNode create(RequestBody request) {
        String name = request.requiredText("GroupName", MAX_NAME_LENGTH);
        RequestBody.check(NAME.matcher(name).matches(), "GroupName must be letters, digits and dashes");
        RequestBody.check(!groups.containsKey(name), "Group already exists");
        RequestBody.check(groups.size() <= limits.maxGroups, "Maximum number of groups reached: " + limits.maxGroups);
        String arn = account.arn("xray", "group/" + name + "/" + newId());
        return put(merge(new Group(name, arn, "", List.of(), false, false), request));
    }

    private synchronized ObjectNode update(RequestBody request) {
        Group group = find(request);
        RequestBody.check(!group.isDefault(), "The Default group cannot be changed");
        return put(merge(group, request));
    }

    private synchronized ObjectNode delete(RequestBody request) {
        Group group = find(request);
        RequestBody.check(!group.isDefault(), "The Default group cannot be deleted");
        groups.remove(group.name());
        return RestJson.object();
    }

    /** What the request leaves out stays. */
    private Group merge(Group group, RequestBody request) {
        RequestBody insights = new RequestBody(request.member("InsightsConfiguration"));
        String expression = request.text("FilterExpression").orElse(group.filterExpression());
        boolean changed = group.versions().isEmpty() || !expression.equals(group.filterExpression());
        Group merged =
                changed ? group.withExpression(expression, filter(expression), lastSequence.getAsLong() + 1) : group;
        return merged.withInsights(
                insights.flag("InsightsEnabled").orElse(group.insights()),
                insights.flag("NotificationsEnabled").orElse(group.notifications()));
    }

    private String newId() {
        StringBuilder id = new StringBuilder(ARN_ID_LENGTH);
        for (int i = 0; i < ARN_ID_LENGTH; i++) {
            id.append(BASE_32.charAt(random.nextInt(BASE_32.length())));
        }
        return id.toString();
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
