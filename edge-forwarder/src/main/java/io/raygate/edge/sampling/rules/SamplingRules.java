// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.sampling.rules;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The rules in use, in the order of their priorities, and since when. Immutable.
 *
 * <p>{@link #lastModification()} is when these rules came into use, rounded up to a second. SDKs compare it with the second
 * in which they last read the rules, so a time any earlier, that of the file say, could keep them from reading again.
 */
final class SamplingRules {

    private final Map<String, Dated> byName = new LinkedHashMap<>();
    private final long lastModification;
    private final byte[] answer;

    private SamplingRules(List<Dated> rules, long lastModification) {
        rules.stream()
                .sorted(Comparator.comparingInt((Dated dated) -> dated.rule.priority())
                        .thenComparing(dated -> dated.rule.name()))
                .forEach(dated -> byName.put(dated.rule.name(), dated));
        this.lastModification = lastModification;
        this.answer = answer();
    }

    /** The first rules of this process. */
    static SamplingRules of(List<SamplingRule> rules, Instant now) {
        return dated(rules, Map.of(), now);
    }

    /** What follows when the file has changed: a rule that is the same keeps its times. */
    SamplingRules changedTo(List<SamplingRule> rules, Instant now) {
        return dated(rules, byName, now);
    }

    Optional<SamplingRule> find(String name) {
        return Optional.ofNullable(byName.get(name)).map(Dated::rule);
    }

    int size() {
        return byName.size();
    }

    /** Epoch seconds. */
    long lastModification() {
        return lastModification;
    }

    /** The answer to GetSamplingRules: all on one page. Not to be written to. */
    byte[] toAnswer() {
        return answer;
    }

    private static SamplingRules dated(List<SamplingRule> rules, Map<String, Dated> before, Instant now) {
        long seconds = now.plusNanos(999_999_999).getEpochSecond();
        List<Dated> dated = new ArrayList<>();
        for (SamplingRule rule : rules) {
            Dated old = before.get(rule.name());
            if (old == null) {
                dated.add(new Dated(rule, seconds, seconds));
            } else if (Objects.equals(old.rule, rule)) {
                dated.add(old);
            } else {
                dated.add(new Dated(rule, old.createdAt, seconds));
            }
        }
        return new SamplingRules(dated, seconds);
    }

    private byte[] answer() {
        JsonArray records = new JsonArray();
        byName.values()
                .forEach(dated -> records.add(new JsonObject()
                        .put("SamplingRule", dated.rule.toJson())
                        .put("CreatedAt", dated.createdAt)
                        .put("ModifiedAt", dated.modifiedAt)));
        return new JsonObject().put("SamplingRuleRecords", records).toBuffer().getBytes();
    }

    /** A rule and its times in epoch seconds. */
    private record Dated(SamplingRule rule, long createdAt, long modifiedAt) {}
}
