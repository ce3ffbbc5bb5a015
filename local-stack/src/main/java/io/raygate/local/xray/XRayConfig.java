// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray;

import io.quarkus.runtime.configuration.MemorySize;
import io.raygate.configuration.InRange;
import io.raygate.local.xray.query.DocumentStyle;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** How much the X-Ray side of the local stack keeps, and whose account it plays. */
@ConfigMapping(prefix = "raygate.local.xray")
public interface XRayConfig {

    /** What the stored documents and what was read from them may take, estimated; the oldest traces go first. */
    @WithDefault("256M")
    @InRange(min = "1")
    MemorySize maxBytes();

    /** Traces kept; the oldest go first. */
    @WithDefault("200000")
    @InRange(min = "1")
    int maxTraces();

    /** Traces in one answer of GetTraceSummaries. */
    @WithDefault("1000")
    @InRange(min = "1")
    int summariesPerPage();

    /** Sampling rules beside the Default rule. */
    @WithDefault("25")
    @InRange(min = "0", max = "1000")
    int maxSamplingRules();

    /** Clients for which sampling statistics are kept; the one that was silent longest goes first. */
    @WithDefault("1000")
    @InRange(min = "1")
    int maxSamplingClients();

    /** Groups beside the Default group. */
    @WithDefault("25")
    @InRange(min = "0", max = "1000")
    int maxGroups();

    /** Whether CloudWatch Logs is the destination of trace segments at the start: Transaction Search. */
    @WithDefault("false")
    boolean transactionSearch();

    /** Percentage of the traces that Transaction Search indexes, and that queries find. */
    @WithDefault("1")
    @InRange(min = "0", max = "100")
    double indexedPercentage();

    /** Tokens of StartTraceRetrieval that are valid; the oldest goes first. */
    @WithDefault("100")
    @InRange(min = "1", max = "10000")
    int maxRetrievals();

    /** A snapshot whose traces are there from the start. */
    Optional<Path> load();

    /** Of a filter expression, in characters. */
    @WithDefault("2000")
    @InRange(min = "1", max = "100000")
    int maxFilterLength();

    /** How BatchGetTraces hands documents back: {@code as-sent} or {@code as-xray}. */
    @WithDefault("as-sent")
    DocumentStyle documents();
}
