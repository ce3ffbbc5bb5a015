// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.filter;

import io.raygate.local.xray.index.Trace;
import io.raygate.local.xray.wire.XRayException;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.raygate.local.xray.index.Documents.TRACE;
import static io.raygate.local.xray.index.Documents.parent;
import static io.raygate.local.xray.index.Documents.segment;
import static io.raygate.local.xray.index.Documents.subsegment;
import static io.raygate.local.xray.index.Documents.subsegments;
import static io.raygate.local.xray.index.Documents.trace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TraceFilterTest {

    private static final TraceFilter.Context CONTEXT = new TraceFilter.Context() {

        @Override
        public String accountId() {
            return "123456789012";
        }

        @Override
        public Optional<Predicate<Trace>> group(String nameOrArn, boolean byArn) {
            return nameOrArn.equals("slow") ? Optional.of(trace -> trace.responseTime() > 1) : Optional.empty();
        }
    };

    /** A shop that answers after four seconds, asks a failing stock, and writes to a table for three seconds. */
    private static final Trace SHOP = shop();

    /** Its root never came. */
    private static final Trace ORPHAN = trace(segment(TRACE, 1, "stock", 0, 1, parent(99) + "\"fault\":true,"));

    private static Trace shop() {
        String table = "\"namespace\":\"aws\",\"error\":true,"
                + "\"aws\":{\"operation\":\"PutItem\",\"table_name\":\"orders\"},"
                + "\"http\":{\"response\":{\"status\":400}},";
        String root = "\"user\":\"Alice\",\"origin\":\"AWS::EKS::Container\","
                + "\"http\":{\"request\":{\"method\":\"GET\",\"url\":\"http://shop/v2/cart\",\"client_ip\":\"10.0.0.1\","
                + "\"user_agent\":\"curl/8\"},\"response\":{\"status\":200}},"
                + "\"annotations\":{\"account\":\"12345\",\"items\":7,\"vip\":true},"
                + "\"aws\":{\"ec2\":{\"instance_id\":\"i-1\",\"availability_zone\":\"eu-west-1a\"}},"
                + subsegments(
                        subsegment(2, "stock", "\"namespace\":\"remote\","),
                        "{" + table + "\"id\":\"0000000000000003\",\"name\":\"DynamoDB\",\"start_time\":1700000000.5,"
                                + "\"end_time\":1700000003.5}");
        String stock = parent(2) + "\"fault\":true,\"annotations\":{\"aws.local.operation\":\"GET /stock\"},"
                + "\"cause\":{\"exceptions\":[{\"id\":\"1\",\"type\":\"Timeout\",\"message\":\"no answer\"}]},";
        return trace(segment(TRACE, 1, "shop", 0, 4, root), segment(TRACE, 4, "stock", 0.3, 0.7, stock));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ok",
                "!fault",
                "NOT fault",
                "fault = false",
                "fault != true",
                "OK = TRUE",
                "responsetime > 3",
                "responseTime = 4",
                "duration >= 4 AND duration <= 8",
                "ok !partial duration <5",
                "!(error OR fault)",
                "http.status = 200",
                "http.status != 500",
                "http.url BEGINSWITH \"http://shop/\" AND http.url CONTAINS \"/v2/\" AND !service(\"search\")",
                "http.url endswith \"cart\"",
                "http.method = \"GET\"",
                "http.useragent BEGINSWITH \"curl\" http.clientip = \"10.0.0.1\"",
                "user",
                "user = \"Alice\"",
                "availabilityzone = \"eu-west-1a\"",
                "instance.id = \"i-1\"",
                "!resource.arn",
                "annotation.account",
                "annotation.account = \"12345\"",
                "Annotation[account] = \"12345\"",
                "annotation.items >= 7",
                "annotation.vip = true",
                "!annotation.nothing",
                "annotation[aws.local.operation] = \"GET /stock\"",
                "inferred",
                "service(\"stock\")",
                "service(\"stock\") { fault }",
                "service() { fault = true OR responsetime > 90 }",
                "service { fault }",
                "service(\"stock\") { fault } AND annotation.account = \"12345\"",
                "service(id(type: \"AWS::DynamoDB::Table\")) { error AND http.status = 400 AND inferred }",
                "service(id(account.id: \"123456789012\")) { fault }",
                "service(id(name: \"shop\", type: \"client\"))",
                "service(\"shop\") { root AND name = \"shop\" AND type BEGINSWITH \"AWS::EKS\" }",
                "edge(\"shop\", \"stock\")",
                "edge(\"shop\", \"stock\") { ok }",
                "edge(\"shop\", \"stock\") { destination.annotation[aws.local.operation] CONTAINS \"stock\" }",
                "edge(\"shop\", \"stock\") { source.annotation.account = \"12345\" source.ok destination.fault }",
                "edge(id(name: \"shop\", type: \"client\"), id(name: \"shop\", type: \"AWS::EKS::Container\"))",
                "edge { error }",
                "rootcause.fault.service { name = \"stock\" AND first AND last AND index = 0 }",
                "rootcause.fault.exception { name = \"Timeout\" AND message CONTAINS \"no\" }",
                "rootcause.fault.entity { name = \"stock\" }",
                "rootcause.responsetime.entity { remote AND coverage > 0.7 }",
                "rootcause.responsetime.service { type = \"AWS::DynamoDB::Table\" AND last }",
                "rootcause.json = #[{\"Name\":\"stock\",\"EntityPath\":[{\"Exceptions\":[{\"Name\":\"Timeout\"}]}]}]",
                "rootcause.json = #[{\"Name\":\"shop\"},{\"Name\":\"orders\"}]",
                "rootcause.json != #[{\"Name\":\"orders\"},{\"Name\":\"shop\"}]",
                "group.name = \"slow\" AND user = \"Alice\"",
                "groupname = \"slow\"",
                "group.name != \"none\"",
                "(service(id(name: \"shop\"))) AND (Annotation[account] = \"12345\")",
                "fault OR ok AND user",
                "user = \"Alice\"\n  AND ok"
            })
    void test_expressionThatTheShopMeets_takesIt(String expression) {
        assertThat(filter(expression)).accepts(SHOP);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fault",
                "fault = true",
                "ok = \"false\"",
                "partial",
                "responsetime < 4",
                "http.status = 500",
                "http.url = \"http://SHOP/v2/cart\"",
                "user = \"alice\"",
                "user != \"Alice\"",
                "annotation.Account",
                "annotation.account = 12345",
                "annotation.items = \"7\"",
                "annotation.vip != true",
                "!annotation.vip",
                "service(\"Stock\")",
                "service(\"stock\") { ok }",
                "service(\"shop\") { fault }",
                "service(id(name: \"shop\", type: \"remote\"))",
                "service(id(account.id: \"000000000000\"))",
                "edge(\"stock\", \"shop\")",
                "edge(\"shop\", \"stock\") { fault }",
                "edge(\"shop\", \"stock\") { source.fault }",
                "rootcause.fault.service { name = \"shop\" }",
                "rootcause.error.service { name = \"stock\" }",
                "rootcause.json = #[{\"Name\":\"orders\"},{\"Name\":\"shop\"}]",
                "group.name = \"none\"",
                "group.arn = \"slow2\"",
                "(fault OR ok) AND error",
                "ok fault"
            })
    void test_expressionThatTheShopDoesNotMeet_leavesIt(String expression) {
        assertThat(filter(expression)).rejects(SHOP);
    }

    @Test
    void test_traceWithoutRoot_hasNeitherTimeNorOutcome() {
        for (String expression :
                new String[] {"ok", "fault", "duration >= 0", "responsetime >= 0", "http.status != 1"}) {
            assertThat(filter(expression)).as(expression).rejects(ORPHAN);
        }
        assertThat(filter("partial AND service(\"stock\") { fault }")).accepts(ORPHAN);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "ok )                                 | 1 | 4  | )",
                "service(                             | 1 | 9  | <EOF>",
                "(ok                                  | 1 | 4  | <EOF>",
                "ok AND                               | 1 | 7  | <EOF>",
                "http.status = \"500\"                | 1 | 15 | 500",
                "user > \"a\"                         | 1 | 8  | a",
                "fault = 1                            | 1 | 9  | 1",
                "nonsense                             | 1 | 1  | nonsense",
                "ok root                              | 1 | 4  | root",
                "edge(\"a\")                          | 1 | 9  | )",
                "service(id(name: \"a\", name: \"b\"))| 1 | 23 | name",
                "service(id(size: \"a\"))             | 1 | 12 | size",
                "annotation = \"x\"                   | 1 | 12 | =",
                "annotation.a.b = 1                   | 1 | 13 | .",
                "rootcause.fault.service              | 1 | 24 | <EOF>",
                "rootcause.slow.service { first }     | 1 | 1  | rootcause.slow.service",
                "rootcause.responsetime.exception { first } | 1 | 1 | rootcause.responsetime.exception",
                "service { service }                  | 1 | 11 | service",
                "source.fault                         | 1 | 1  | source.fault",
                "ok ~ fault                           | 1 | 4  | ~",
                "user = \"open                        | 1 | 8  | \"",
                "rootcause.json = #[                  | 1 | 18 | #",
                "user =                               | 1 | 7  | <EOF>",
            })
    void of_symbolThatDoesNotBelong_isNamedWithItsPlace(String expression, int line, int position, String symbol) {
        assertRefused(expression, line, position, symbol);
    }

    @Test
    void of_errorOnTheSecondLine_countsLinesAndPositions() {
        assertRefused("ok\n  AND )", 2, 7, ")");
    }

    @Test
    void of_deepNesting_isRefusedBeforeTheStackEnds() {
        assertRefused("(".repeat(500) + "ok", 1, 101, "(");
        assertRefused("!".repeat(500) + "ok", 1, 101, "!");
    }

    /** Whatever is typed is a filter or an error of the modelled kind. */
    @Test
    void of_anyText_isReadOrRefused() {
        String[] parts = {
            "ok",
            "(",
            ")",
            "{",
            "}",
            "service",
            "edge",
            "\"a\"",
            "=",
            "!=",
            "<",
            "annotation.x",
            "[",
            "]",
            "#",
            "[1]",
            "id",
            ":",
            ",",
            "name",
            "5",
            "-",
            ".",
            "AND",
            "OR",
            "!",
            "rootcause.fault.service",
            "\\",
            "\n",
            "é"
        };
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = random.nextInt(9); j >= 0; j--) {
                text.append(parts[random.nextInt(parts.length)]).append(random.nextBoolean() ? " " : "");
            }
            try {
                filter(text.toString()).test(SHOP);
            } catch (XRayException e) {
                assertThat(e).as("seed=%d text=%s", seed, text).hasMessageStartingWith("Error Location: line ");
            }
        }
    }

    private static TraceFilter filter(String expression) {
        return TraceFilter.of(expression, CONTEXT);
    }

    private static void assertRefused(String expression, int line, int position, String symbol) {
        assertThatExceptionOfType(XRayException.class)
                .as(expression)
                .isThrownBy(() -> filter(expression))
                .withMessage("Error Location: line " + line + ", position " + position + " : Invalid input symbol: '"
                        + symbol + "'");
    }
}
