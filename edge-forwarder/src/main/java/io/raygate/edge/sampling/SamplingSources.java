// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.sampling;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.raygate.aws.AwsClients;
import io.raygate.edge.reload.Reloaded;
import io.raygate.edge.reload.Reloaded.Parser;
import io.raygate.edge.reload.Reloads;
import io.raygate.edge.sampling.SamplingConfig.DefaultRule;
import io.raygate.edge.sampling.SamplingConfig.Source;
import io.raygate.edge.sampling.SamplingConfig.XRay;
import io.raygate.edge.sampling.rules.RulesSource;
import io.raygate.edge.sampling.rules.RulesSource.Sharing;
import io.raygate.edge.sampling.source.SamplingSource;
import io.raygate.edge.sampling.xray.XRaySource;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.InstantSource;

/** Opens the source that the configuration names. */
@Singleton
class SamplingSources {

    private static final String RULES_FILE = "raygate.sampling.rules-file";

    private final SamplingConfig config;
    private final Reloads reloads;
    private final AwsClients aws;
    private final MeterRegistry registry;

    SamplingSources(SamplingConfig config, Reloads reloads, AwsClients aws, MeterRegistry registry) {
        this.config = config;
        this.aws = aws;
        this.reloads = reloads;
        this.registry = registry;
    }

    /**
     * Opens it.
     *
     * @throws IllegalArgumentException with one line that names the key, the value and the remedy
     */
    SamplingSource open() {
        Source source = config.source().orElse(config.rulesFile().isPresent() ? Source.GIT : Source.DEFAULT);
        return switch (source) {
            case GIT -> counted(git());
            case XRAY -> xray(config.xray());
            case DEFAULT -> counted(defaultRule(config.defaultRule()));
        };
    }

    private RulesSource git() {
        return RulesSource.ofFile(config.rulesFile().orElseThrow(), this::watch, sharing(), InstantSource.system());
    }

    private <T> Reloaded<T> watch(Path file, Parser<T> parser) {
        return reloads.watch(RULES_FILE, file, parser);
    }

    private RulesSource defaultRule(DefaultRule rule) {
        return RulesSource.ofDefaultRule(rule.fixedRate(), rule.reservoirSize(), sharing(), InstantSource.system());
    }

    private SamplingSource xray(XRay xray) {
        var settings = new XRaySource.Settings(
                xray.rulesCache(),
                xray.maxStale(),
                xray.requestTimeout(),
                xray.maxConcurrency(),
                Math.toIntExact(xray.maxAnswer().asLongValue()),
                xray.maxCachedAnswers(),
                xray.rateBoost());
        return XRaySource.open(aws, settings, registry);
    }

    private Sharing sharing() {
        return new Sharing(config.interval(), config.reservoirNodes(), config.maxClients(), config.maxStatistics());
    }

    private RulesSource counted(RulesSource source) {
        Gauge.builder("raygate.sampling.clients", source, RulesSource::clients)
                .description("Clients that share reservoirs, counted once for each rule that they report on")
                .register(registry);
        return source;
    }
}
