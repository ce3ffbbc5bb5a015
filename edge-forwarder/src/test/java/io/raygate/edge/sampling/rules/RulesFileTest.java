// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.sampling.rules;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RulesFileTest {

    private static final String DEFAULT = "{RuleName: Default, Priority: 10000, FixedRate: 0.05, ReservoirSize: 1}";

    @Test
    void parse_yaml_fillsInWildcards() {
        SamplingRules rules = yaml("""
                SamplingRules:
                  - RuleName: orders
                    Priority: 10
                    FixedRate: 1
                    ReservoirSize: 50
                    HTTPMethod: POST
                    URLPath: /orders/*
                    Attributes: {team: shop}
                  - %s
                """.formatted(DEFAULT));

        SamplingRule orders = rules.find("orders").orElseThrow();
        assertThat(orders.matching()).isEqualTo(new SamplingRule.Matching("*", "*", "*", "*", "POST", "/orders/*"));
        assertThat(orders.fixedRate()).isEqualTo(1);
        assertThat(orders.attributes()).containsEntry("team", "shop");
    }

    @Test
    void parse_whatTheCliPrints_isRead() {
        String json = """
                {"SamplingRuleRecords":[{"SamplingRule":{"RuleName":"Default","RuleARN":"arn:aws:xray:a:b:c",
                \t"ResourceARN":"*","Priority":10000,"FixedRate":0.05,"ReservoirSize":1,"ServiceName":"*",
                "ServiceType":"*","Host":"*","HTTPMethod":"*","URLPath":"*","Version":1,"Attributes":{},
                "SamplingRateBoost":{"MaxRate":0.5,"CooldownWindowMinutes":10}},
                "CreatedAt":"1970-01-01T01:00:00+01:00","ModifiedAt":1.5}],"NextToken":null}""";

        SamplingRules rules = parse("rules.json", json);

        assertThat(new String(rules.toAnswer(), StandardCharsets.UTF_8))
                .contains("\"RuleARN\":\"arn:aws:xray:a:b:c\"")
                .as("SDKs for Java up to 2.18.2 lose all rules over it")
                .doesNotContain("Boost");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "RuleName: a, Priority: 0, FixedRate: 0, ReservoirSize: 0 | /SamplingRules/0/Priority: 0 is not a whole number from 1 to 9999",
                "RuleName: a, Priority: 10000, FixedRate: 0, ReservoirSize: 0 | /SamplingRules/0/Priority: 10000 is not a whole number",
                "RuleName: a, Priority: 1.5, FixedRate: 0, ReservoirSize: 0 | /SamplingRules/0/Priority: 1.5 is not a whole number",
                "RuleName: a, Priority: 1, FixedRate: 1.5, ReservoirSize: 0 | /SamplingRules/0/FixedRate: 1.5 is not a number from 0 to 1",
                "RuleName: a, Priority: 1, FixedRate: .nan, ReservoirSize: 0 | /SamplingRules/0/FixedRate: .nan is not a number",
                "RuleName: a, Priority: 1, FixedRate: '5 %', ReservoirSize: 0 | /SamplingRules/0/FixedRate: \"5 %\" is not a number",
                "RuleName: a, Priority: 1, FixedRate: 0, ReservoirSize: -1 | /SamplingRules/0/ReservoirSize: -1 is not a whole number",
                "RuleName: a, Priority: 1, FixedRate: 0 | /SamplingRules/0/ReservoirSize: is missing",
                "RuleName: a, Priority: 1, FixedRate: 0, ReservoirSize: 0, Urlpath: /x | /SamplingRules/0/Urlpath: is not known here; write Attributes, ",
                "RuleName: 5, Priority: 1, FixedRate: 0, ReservoirSize: 0 | /SamplingRules/0/RuleName: 5 is not a string; put it in quotes",
                "RuleName: a, Priority: 1, FixedRate: 0, ReservoirSize: 0, HTTPMethod: ABCDEFGHIJK | /SamplingRules/0/HTTPMethod: \"ABCDEFGHIJK\" has 11 characters; write 1 to 10",
                "RuleName: a, Priority: 1, FixedRate: 0, ReservoirSize: 0, SamplingRateBoost: {MaxRate: 2} | /SamplingRules/0/SamplingRateBoost/MaxRate: 2 is not a number from 0 to 1",
                "RuleName: a, Priority: 1, FixedRate: 0, ReservoirSize: 0, Version: 2 | /SamplingRules/0/Version: 2 is not a whole number",
                "RuleName: a, Priority: 1, FixedRate: 0, ReservoirSize: 0, Attributes: [] | /SamplingRules/0/Attributes: the list is not an object",
                "RuleName: Default, Priority: 10000, FixedRate: 0, ReservoirSize: 0 | /SamplingRules/1/RuleName: \"Default\" is the name of another rule",
            })
    void parse_ruleOutOfRange_namesPlaceValueAndRule(String rule, String message) {
        assertThatThrownBy(() -> yaml("SamplingRules: [{" + rule + "}, " + DEFAULT + "]"))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .startsWith(message)
                .doesNotContain("\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "text",
                "SamplingRules: []",
                "SamplingRules: {}",
                "Rules: []",
                "SamplingRules: [1]",
                "SamplingRules: [" + DEFAULT + "]\nSamplingRuleRecords: []",
                "SamplingRules: [{RuleName: a, Priority: 1, FixedRate: 0, ReservoirSize: 0}]",
                "SamplingRules: [{RuleName: Default, Host: *}]",
                "a: &a [x]\nb: [*a, *a]",
                "a: 1\na: 2",
                "SamplingRules: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]",
                "SamplingRules: !!java.net.URL [http://a.example]",
                "\u0000",
            })
    void parse_notARulesFile_isRefusedInOneLine(String content) {
        assertThatThrownBy(() -> yaml(content))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .isNotBlank()
                .doesNotContain("\n");
    }

    /** Anything else would end the thread that looks at files. */
    @ParameterizedTest
    @ValueSource(strings = {"rules.yaml", "rules.json"})
    void parse_mutatedFile_isReadOrRefused(String name) {
        String whole = "{\"SamplingRules\": [{\"RuleName\": \"Default\", \"Priority\": 10000, \"FixedRate\": 5.0e-2,"
                + " \"ReservoirSize\": 1, \"Attributes\": {\"a\": \"b\"}, \"SamplingRateBoost\": null}]}";
        String signs = "{}[]:,\"'!&*-?|>%#~.0e_\n\t ";
        var random = new SplittableRandom(5);
        for (int i = 0; i < 5_000; i++) {
            var content = new StringBuilder(whole);
            for (int changes = random.nextInt(1, 5); changes > 0; changes--) {
                int at = random.nextInt(content.length());
                content.replace(
                        at,
                        at + random.nextInt(2),
                        String.valueOf(signs.charAt(random.nextInt(signs.length())))
                                .repeat(random.nextInt(3)));
            }
            try {
                assertThat(parse(name, content.toString()).size()).isPositive();
            } catch (IllegalArgumentException refused) {
                assertThat(refused).message().isNotBlank().doesNotContain("\n");
            }
        }
    }

    private static SamplingRules yaml(String content) {
        return parse("rules.yaml", content);
    }

    private static SamplingRules parse(String name, String content) {
        return new RulesParser(Path.of(name), InstantSource.system()).parse(content.getBytes(StandardCharsets.UTF_8));
    }
}
