// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.sampling.xray;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.raygate.aws.AwsClients;
import io.raygate.aws.AwsService;
import io.raygate.edge.port.Answer;
import io.raygate.edge.port.Outcome;
import io.raygate.edge.sampling.source.SamplingSource;
import io.raygate.edge.sampling.source.SamplingSource.SamplingRequest;
import io.raygate.edge.sampling.xray.CheckedCalls.Upstream;
import io.raygate.edge.sampling.xray.RulesCache.Ages;
import io.raygate.edge.sampling.xray.RulesCache.Bounds;
import io.raygate.edge.sampling.xray.SignedCalls.Limits;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Answers from X-Ray, with the credentials of the forwarder. Rules are shared and outlast an outage; targets are requested for
 * each client, since they are its own. Nothing is sent unsigned. Thread-safe.
 */
public final class XRaySource implements SamplingSource {

    private static final Answer NO_QUESTION = Answer.error(
            400,
            "InvalidRequestException",
            "The body is not a GetSamplingRules request: send a JSON object, in which NextToken, if present, is a string",
            Outcome.BAD_REQUEST);

    /** Full answers that are remembered, in sizes of the largest. */
    private static final int REMEMBERED_ANSWERS = 4;

    private final CheckedCalls calls;
    private final MeterRegistry registry;
    private final RulesCache rules;
    private final AutoCloseable resource;

    XRaySource(
            Upstream upstream, AutoCloseable resource, Settings settings, InstantSource clock, MeterRegistry registry) {
        this.registry = registry;
        this.resource = resource;
        this.calls = new CheckedCalls(upstream, settings.rateBoost);
        this.rules = new RulesCache(
                this::countedRules,
                new Ages(settings.rulesCache, settings.maxStale),
                new Bounds(settings.maxCachedAnswers, (long) REMEMBERED_ANSWERS * settings.maxAnswerBytes),
                clock);
        Gauge.builder("raygate.sampling.rules.age", rules, RulesCache::oldestSeconds)
                .description("Age of the oldest sampling rules from X-Ray in use")
                .baseUnit("seconds")
                .register(registry);
    }

    /** See {@code raygate.sampling.xray}. */
    public record Settings(
            Duration rulesCache,
            Duration maxStale,
            Duration requestTimeout,
            int maxConcurrency,
            int maxAnswerBytes,
            int maxCachedAnswers,
            boolean rateBoost) {}

    /**
     * Makes the client for X-Ray; calls nothing yet.
     *
     * @throws IllegalArgumentException if no region is known, or an endpoint is not a URL
     */
    public static XRaySource open(AwsClients aws, Settings settings, MeterRegistry registry) {
        var calls = new SignedCalls(
                new Endpoint(aws.endpoint(AwsService.XRAY), aws.region()),
                aws.credentials(),
                aws.httpClient(AwsService.XRAY, settings.requestTimeout).build(),
                new Limits(settings.requestTimeout, settings.maxConcurrency, settings.maxAnswerBytes));
        return new XRaySource(calls, calls, settings, InstantSource.system(), registry);
    }

    @Override
    public Uni<Answer> answer(SamplingRequest request) {
        return switch (request.operation()) {
            case GET_SAMPLING_RULES ->
                RulesPage.askedFor(request.body())
                        .map(rules::get)
                        .orElseGet(() -> Uni.createFrom().item(NO_QUESTION));
            case GET_SAMPLING_TARGETS ->
                calls.targets(request).map(result -> counted(request, result).toAnswer());
        };
    }

    @Override
    public void close() {
        try {
            resource.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private Uni<UpstreamResult> countedRules(SamplingRequest request, RulesPage page) {
        return calls.rules(request, page).map(result -> counted(request, result));
    }

    private UpstreamResult counted(SamplingRequest request, UpstreamResult result) {
        Counter.builder("raygate.sampling.upstream.calls")
                .description("Calls to X-Ray for sampling, by operation and how they ended")
                .tag("path", request.operation().path())
                .tag("outcome", result.outcome().label())
                .register(registry)
                .increment();
        return result;
    }
}
