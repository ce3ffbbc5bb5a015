// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.sampling.rules;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;

/**
 * A sampling rule with the members of the X-Ray API (SamplingRule, API version 2016-04-12), checked where it was read.
 *
 * @param priority the matching rule with the lowest number decides; 10000 for Default
 * @param fixedRate share of requests sampled beyond the reservoir, 0 to 1
 * @param reservoirSize requests a second sampled before the rate applies
 * @param arn as the file says, for those that copy what X-Ray returns
 */
record SamplingRule(
        String name,
        Optional<String> arn,
        int priority,
        double fixedRate,
        int reservoirSize,
        Matching matching,
        Map<String, String> attributes) {

    /** The rule that every request falls to which no other matches. */
    static final String DEFAULT_NAME = "Default";

    static final int DEFAULT_PRIORITY = 10_000;

    private static final int VERSION = 1;

    SamplingRule {
        attributes = Map.copyOf(attributes);
    }

    static SamplingRule defaultRule(double fixedRate, int reservoirSize) {
        return new SamplingRule(
                DEFAULT_NAME, Optional.empty(), DEFAULT_PRIORITY, fixedRate, reservoirSize, Matching.ANY, Map.of());
    }

    /** The member SamplingRule of a SamplingRuleRecord, with the members that SDKs of 2018 know. */
    JsonObject toJson() {
        JsonObject json = new JsonObject()
                .put("RuleName", name)
                .put("RuleARN", arn.orElse("arn:aws:xray:::sampling-rule/" + name))
                .put("ResourceARN", matching.resourceArn)
                .put("Priority", priority)
                .put("FixedRate", fixedRate)
                .put("ReservoirSize", reservoirSize)
                .put("ServiceName", matching.serviceName)
                .put("ServiceType", matching.serviceType)
                .put("Host", matching.host)
                .put("HTTPMethod", matching.httpMethod)
                .put("URLPath", matching.urlPath)
                .put("Version", VERSION);
        JsonObject attributesJson = new JsonObject();
        attributes.forEach(attributesJson::put);
        return json.put("Attributes", attributesJson);
    }

    /** Which requests a rule is for. Wildcards are the SDK's business. */
    record Matching(
            String resourceArn,
            String serviceName,
            String serviceType,
            String host,
            String httpMethod,
            String urlPath) {

        static final Matching ANY = new Matching("*", "*", "*", "*", "*", "*");
    }
}
