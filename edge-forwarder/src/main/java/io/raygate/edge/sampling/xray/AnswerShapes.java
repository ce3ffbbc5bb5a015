// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.sampling.xray;

import io.raygate.edge.sampling.xray.AnswerShapes.Shape.Each;
import io.raygate.edge.sampling.xray.AnswerShapes.Shape.Scalar;
import io.raygate.edge.sampling.xray.AnswerShapes.Shape.Struct;
import io.raygate.edge.sampling.xray.AnswerShapes.Shape.Texts;
import java.util.Map;
import java.util.Set;

/**
 * The answers of the two operations with the members that they had when the first SDKs read them: the model of API
 * version 2016-04-12 without what came in 2025 for adaptive sampling ({@code SamplingRateBoost}, {@code SamplingBoost},
 * {@code UnprocessedBoostStatistics}), read 2026-11-27. The X-Ray SDK for Java knows these in 2.18.2, and fails on any
 * other.
 */
final class AnswerShapes {

    private static final Shape RULE = new Struct(
            Map.ofEntries(
                    Map.entry("RuleName", Scalar.TEXT),
                    Map.entry("RuleARN", Scalar.TEXT),
                    Map.entry("ResourceARN", Scalar.TEXT),
                    Map.entry("Priority", Scalar.COUNT),
                    Map.entry("FixedRate", Scalar.SHARE),
                    Map.entry("ReservoirSize", Scalar.COUNT),
                    Map.entry("ServiceName", Scalar.TEXT),
                    Map.entry("ServiceType", Scalar.TEXT),
                    Map.entry("Host", Scalar.TEXT),
                    Map.entry("HTTPMethod", Scalar.TEXT),
                    Map.entry("URLPath", Scalar.TEXT),
                    Map.entry("Version", Scalar.INTEGER),
                    Map.entry("Attributes", Texts.TEXTS)),
            Set.of("RuleName", "Priority", "FixedRate", "ReservoirSize"));

    private static final Shape RECORD = new Struct(
            Map.of("SamplingRule", RULE, "CreatedAt", Scalar.NUMBER, "ModifiedAt", Scalar.NUMBER),
            Set.of("SamplingRule"));

    /** Each account has a rule named Default, which cannot be deleted: with none, it is no answer. */
    static final Shape FIRST_PAGE = page(1);

    static final Shape LATER_PAGE = page(0);

    static final Shape TARGETS = new Struct(
            Map.of(
                    "SamplingTargetDocuments",
                    new Each(
                            new Struct(
                                    Map.of(
                                            "RuleName", Scalar.TEXT,
                                            "FixedRate", Scalar.SHARE,
                                            "ReservoirQuota", Scalar.COUNT,
                                            "ReservoirQuotaTTL", Scalar.NUMBER,
                                            "Interval", Scalar.COUNT),
                                    Set.of("RuleName")),
                            0),
                    "LastRuleModification",
                    Scalar.NUMBER,
                    "UnprocessedStatistics",
                    new Each(
                            new Struct(
                                    Map.of("RuleName", Scalar.TEXT, "ErrorCode", Scalar.TEXT, "Message", Scalar.TEXT),
                                    Set.of()),
                            0)),
            Set.of("SamplingTargetDocuments"));

    private AnswerShapes() {}

    private static Shape page(int minRecords) {
        return new Struct(
                Map.of("SamplingRuleRecords", new Each(RECORD, minRecords), "NextToken", Scalar.TEXT),
                Set.of("SamplingRuleRecords"));
    }

    /** What a value in an answer of X-Ray must be. A member that need not be there may be null. */
    sealed interface Shape {

        /** A value without parts. */
        enum Scalar implements Shape {
            TEXT,
            INTEGER,
            /** A whole number from 0 to 2^31 - 1. */
            COUNT,
            NUMBER,
            /** A number from 0 to 1. */
            SHARE
        }

        /** An object whose members are texts, under any names. */
        enum Texts implements Shape {
            TEXTS
        }

        /** A list of that many entries at least. */
        record Each(Shape entry, int min) implements Shape {}

        /**
         * An object.
         *
         * @param members those that every SDK reads
         * @param required of them, without which the answer says nothing
         */
        record Struct(Map<String, Shape> members, Set<String> required) implements Shape {

            public Struct {
                members = Map.copyOf(members);
                required = Set.copyOf(required);
            }
        }
    }
}
