// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.sampling.rules;

import io.raygate.edge.port.Answer;
import io.raygate.edge.port.Outcome;
import io.raygate.edge.reload.Reloaded;
import io.raygate.edge.reload.Reloaded.Parser;
import io.raygate.edge.sampling.rules.FairShare.Grant;
import io.raygate.edge.sampling.rules.StatisticsReport.SamplingStatistics;
import io.raygate.edge.sampling.source.SamplingSource;
import io.raygate.edge.sampling.source.SamplingSource.SamplingRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/**
 * Answers from rules in memory, with the semantics of X-Ray: fixed rates and quotas with a time to live for each rule that a
 * client reports on, the time of the last modification, and an entry under UnprocessedStatistics for a rule that is not
 * there. Boosts are not granted and boost statistics are ignored. No answer has a member that an SDK may not know: those for Java up to 2.18.2 reject the whole answer because of one. Thread-safe; never blocks.
 */
public final class RulesSource implements SamplingSource {

    private final Supplier<SamplingRules> current;
    private final Reservoirs reservoirs;
    private final Duration interval;
    private final int maxStatistics;
    private final InstantSource clock;
    private volatile SamplingRules seen;

    private RulesSource(Supplier<SamplingRules> current, Sharing sharing, InstantSource clock) {
        this.current = current;
        this.reservoirs = new Reservoirs(sharing.interval, sharing.nodes, sharing.maxClients);
        this.interval = sharing.interval;
        this.maxStatistics = sharing.maxStatistics;
        this.clock = clock;
        this.seen = current.get();
    }

    /**
     * How reservoirs are shared.
     *
     * @param interval how often clients report
     * @param nodes among which a reservoir is divided
     * @param maxClients counted once for each rule that they report on
     * @param maxStatistics documents of one report
     */
    public record Sharing(Duration interval, int nodes, int maxClients, int maxStatistics) {}

    /** Source {@code default}: one rule which every request falls to. */
    public static RulesSource ofDefaultRule(double fixedRate, int reservoirSize, Sharing sharing, InstantSource clock) {
        SamplingRule rule = SamplingRule.defaultRule(fixedRate, reservoirSize);
        SamplingRules rules = SamplingRules.of(List.of(rule), clock.instant());
        return new RulesSource(() -> rules, sharing, clock);
    }

    /**
     * Source {@code git}: the rules of a file.
     *
     * @param watch gives what the file holds now and later, made by the parser it is handed
     */
    public static RulesSource ofFile(Path file, Watch watch, Sharing sharing, InstantSource clock) {
        Reloaded<SamplingRules> rules = watch.on(file, new RulesParser(file, clock));
        return new RulesSource(rules::current, sharing, clock);
    }

    /** Watches a file. */
    @FunctionalInterface
    public interface Watch {

        /** Reads the file now, and again whenever it changes. */
        <T> Reloaded<T> on(Path file, Parser<T> parser);
    }

    @Override
    public Uni<Answer> answer(SamplingRequest request) {
        return Uni.createFrom().item(() -> switch (request.operation()) {
            // All rules are on one page, so a token is not ours and is ignored.
            case GET_SAMPLING_RULES -> Answer.json(current.get().toAnswer());
            case GET_SAMPLING_TARGETS -> targets(request.body());
        });
    }

    /** Clients that share reservoirs, counted once for each rule. */
    public int clients() {
        return reservoirs.clients();
    }

    private Answer targets(byte[] body) {
        StatisticsReport report;
        try {
            report = StatisticsReport.read(body, maxStatistics);
        } catch (IllegalArgumentException e) {
            return Answer.error(400, "InvalidRequestException", String.valueOf(e.getMessage()), Outcome.BAD_REQUEST);
        }
        SamplingRules rules = rules();
        Instant now = clock.instant();
        JsonArray targets = new JsonArray();
        JsonArray unprocessed = new JsonArray();
        for (SamplingStatistics document : report.statistics()) {
            rules.find(document.ruleName())
                    .ifPresentOrElse(
                            rule -> targets.add(target(rule, reservoirs.report(rule, document, now))),
                            () -> unprocessed.add(unknown(document.ruleName())));
        }
        JsonObject answer = new JsonObject()
                .put("SamplingTargetDocuments", targets)
                .put("LastRuleModification", rules.lastModification())
                .put("UnprocessedStatistics", unprocessed);
        if (report.hasBoosts()) {
            answer.put("UnprocessedBoostStatistics", new JsonArray());
        }
        return Answer.json(answer.toBuffer().getBytes());
    }

    private SamplingRules rules() {
        SamplingRules rules = current.get();
        if (rules != seen) {
            seen = rules;
            reservoirs.keepOnly(rules);
        }
        return rules;
    }

    private JsonObject target(SamplingRule rule, Grant grant) {
        JsonObject target = new JsonObject()
                .put("RuleName", rule.name())
                .put("FixedRate", rule.fixedRate())
                .put("Interval", interval.toSeconds());
        grant.requestsPerSecond()
                .ifPresent(quota -> target.put("ReservoirQuota", quota).put("ReservoirQuotaTTL", grant.validUntil()));
        return target;
    }

    /** The code is an HTTP status, by whose first digit SDKs tell our faults from theirs. */
    private static JsonObject unknown(String ruleName) {
        return new JsonObject()
                .put("RuleName", ruleName)
                .put("ErrorCode", "400")
                .put("Message", "There is no sampling rule with this name");
    }
}
