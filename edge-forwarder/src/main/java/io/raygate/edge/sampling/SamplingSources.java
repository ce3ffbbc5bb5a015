// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.sampling;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.raygate.aws.AwsClients;
import io.raygate.edge.port.PortConfig;
import io.raygate.edge.reload.Parser;
import io.raygate.edge.reload.Reloaded;
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
import java.time.Duration;
import java.time.InstantSource;

/** Opens the source that the configuration names. */
@Singleton
public class SamplingSources {

    private static final String RULES_FILE = "raygate.sampling.rules-file";

    private static final long MAX_ANSWER_BYTES = 64 * 1024 * 1024;

    private final SamplingConfig config;
    private final PortConfig proxy;
    private final Reloads reloads;
    private final AwsClients aws;
    private final MeterRegistry registry;

    SamplingSources(SamplingConfig config, PortConfig proxy, Reloads reloads, AwsClients aws, MeterRegistry registry) {
        this.config = config;
        this.proxy = proxy;
        this.aws = aws;
        this.reloads = reloads;
        this.registry = registry;
    }

    /**
     * Opens it.
     *
     * @throws IllegalArgumentException with one line that names the key, the value and the remedy
     */
    public SamplingSource open() {
        Source source = config.source().orElse(config.rulesFile().isPresent() ? Source.GIT : Source.DEFAULT);
        return switch (source) {
            case GIT -> counted(git());
            case XRAY -> xray(config.xray());
            case DEFAULT -> counted(defaultRule(config.defaultRule()));
        };
    }

    private RulesSource git() {
        Path file = config.rulesFile()
                .orElseThrow(() -> new IllegalArgumentException(
                        RULES_FILE + " is missing, which raygate.sampling.source=git needs; name the file"));
        return RulesSource.ofFile(file, this::watch, sharing(), InstantSource.system());
    }

    private <T> Reloaded<T> watch(Path file, Parser<T> parser) {
        return reloads.watch(RULES_FILE, file, parser);
    }

    private RulesSource defaultRule(DefaultRule rule) {
        String prefix = "raygate.sampling.default-rule.";
        if (!(rule.fixedRate() >= 0 && rule.fixedRate() <= 1)) {
            throw outOfRange(prefix + "fixed-rate", rule.fixedRate(), "0 to 1");
        }
        if (rule.reservoirSize() < 0) {
            throw outOfRange(prefix + "reservoir-size", rule.reservoirSize(), "0 or more");
        }
        return RulesSource.ofDefaultRule(rule.fixedRate(), rule.reservoirSize(), sharing(), InstantSource.system());
    }

    private SamplingSource xray(XRay xray) {
        String prefix = "raygate.sampling.xray.";
        Duration timeout = xray.requestTimeout();
        if (!timeout.isPositive() || timeout.compareTo(proxy.requestTimeout()) >= 0) {
            throw outOfRange(
                    prefix + "request-timeout",
                    timeout,
                    "less than raygate.proxy.request-timeout, which is " + proxy.requestTimeout());
        }
        if (xray.maxConcurrency() < 1) {
            throw outOfRange(prefix + "max-concurrency", xray.maxConcurrency(), "1 or more");
        }
        if (xray.maxCachedAnswers() < 1) {
            throw outOfRange(prefix + "max-cached-answers", xray.maxCachedAnswers(), "1 or more");
        }
        long maxAnswer = xray.maxAnswer().asLongValue();
        if (maxAnswer < 1 || maxAnswer > MAX_ANSWER_BYTES) {
            throw outOfRange(prefix + "max-answer", maxAnswer, "1 to 64M");
        }
        if (maxAnswer > proxy.maxUnread().asLongValue()) {
            throw outOfRange(
                    prefix + "max-answer",
                    maxAnswer,
                    "raygate.proxy.max-unread, which is " + proxy.maxUnread().asLongValue() + ", or less");
        }
        var settings = new XRaySource.Settings(
                xray.rulesCache(),
                xray.maxStale(),
                timeout,
                xray.maxConcurrency(),
                (int) maxAnswer,
                xray.maxCachedAnswers(),
                xray.rateBoost());
        return XRaySource.open(aws, settings, registry);
    }

    private Sharing sharing() {
        Duration interval = config.interval();
        if (interval.compareTo(Duration.ofSeconds(1)) < 0 || interval.compareTo(Duration.ofMinutes(5)) > 0) {
            throw outOfRange("raygate.sampling.interval", interval, "1s to 5m");
        }
        if (config.reservoirNodes() < 1) {
            throw outOfRange("raygate.sampling.reservoir-nodes", config.reservoirNodes(), "1 or more");
        }
        if (config.maxClients() < 1) {
            throw outOfRange("raygate.sampling.max-clients", config.maxClients(), "1 or more");
        }
        if (config.maxStatistics() < 1) {
            throw outOfRange("raygate.sampling.max-statistics", config.maxStatistics(), "1 or more");
        }
        return new Sharing(interval, config.reservoirNodes(), config.maxClients(), config.maxStatistics());
    }

    private RulesSource counted(RulesSource source) {
        Gauge.builder("raygate.sampling.clients", source, RulesSource::clients)
                .description("Clients that share reservoirs, counted once for each rule that they report on")
                .register(registry);
        return source;
    }

    private static IllegalArgumentException outOfRange(String key, Object value, String range) {
        return new IllegalArgumentException(key + ": " + value + " is out of range; write " + range);
    }
}
