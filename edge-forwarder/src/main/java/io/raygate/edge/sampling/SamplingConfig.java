// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.sampling;

import io.quarkus.runtime.configuration.MemorySize;
import io.raygate.configuration.AtMost;
import io.raygate.configuration.Below;
import io.raygate.configuration.InRange;
import io.raygate.configuration.NeededWhen;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Where sampling rules come from. */
@ConfigMapping(prefix = "raygate.sampling")
public interface SamplingConfig {

    /** Who answers; where it is not said, {@code git} if there is a rules file, else {@code default}. */
    Optional<Source> source();

    /** The rules in X-Ray's own names, YAML or (named {@code .json}) JSON; read again when it changes. */
    @NeededWhen(key = "source", is = "git", write = "the path of the rules file")
    Optional<Path> rulesFile();

    /** How often clients are told to report and ask for quotas. */
    @WithDefault("10s")
    @InRange(min = "1s", max = "5m")
    Duration interval();

    /** Nodes among which reservoirs are divided; with 1, each node hands out the whole reservoir. */
    @WithDefault("1")
    @InRange(min = "1")
    int reservoirNodes();

    /** Clients, counted once for each rule, that share reservoirs at once; one more gets no quota. */
    @WithDefault("4096")
    @InRange(min = "1")
    int maxClients();

    /** Statistics documents of one report; one of more is answered with 400. An SDK sends one for each rule it has used. */
    @WithDefault("1000")
    @InRange(min = "1")
    int maxStatistics();

    DefaultRule defaultRule();

    XRay xray();

    /** Who answers. */
    enum Source {
        /** The rules file. */
        GIT,
        /** X-Ray itself. */
        XRAY,
        /** One rule, {@code raygate.sampling.default-rule}. */
        DEFAULT
    }

    /** The one rule of source {@code default}: X-Ray's own default, unless configured. */
    interface DefaultRule {

        /** Share of requests sampled beyond the reservoir, 0 to 1. */
        @WithDefault("0.05")
        @InRange(min = "0", max = "1")
        double fixedRate();

        /** Requests a second sampled before the rate applies. */
        @WithDefault("1")
        @InRange(min = "0")
        int reservoirSize();
    }

    /** How X-Ray is asked. */
    interface XRay {

        /** How long rules that X-Ray gave to one client are given to others. */
        @WithDefault("10s")
        @InRange(min = "0s", max = "1h")
        Duration rulesCache();

        /** How old rules may become during an outage before the clients are told of it. */
        @WithDefault("1h")
        @InRange(min = "0s", max = "30d")
        Duration maxStale();

        /** Time for one call, reading its answer included; must be less than {@code raygate.proxy.request-timeout}. */
        @WithDefault("5s")
        @InRange(min = "1ms", max = "1h")
        @Below(value = "raygate.proxy.request-timeout", where = "raygate.sampling.source", is = "xray")
        Duration requestTimeout();

        /** Calls at once; one more is answered with 503. */
        @WithDefault("16")
        @InRange(min = "1")
        int maxConcurrency();

        /** Largest answer of X-Ray. */
        @WithDefault("4M")
        @InRange(min = "1", max = "64M")
        @AtMost(value = "raygate.proxy.max-unread", where = "raygate.sampling.source", is = "xray")
        MemorySize maxAnswer();

        /** Pages of rules that are remembered, as long as they hold four times {@code max-answer} at most; the first always is. */
        @WithDefault("64")
        @InRange(min = "1")
        int maxCachedAnswers();

        /** Whether clients get answers with members that older SDKs do not know, those of rate boosts among them. */
        @WithDefault("false")
        boolean rateBoost();
    }
}
