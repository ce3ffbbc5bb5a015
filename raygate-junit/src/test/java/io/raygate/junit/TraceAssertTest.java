// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.junit;

import io.raygate.trace.Trace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TraceAssertTest {

    private static final String CHECKOUT = """
        {"id":"a1","name":"checkout","start_time":100,"end_time":101,"origin":"AWS::EKS::Container","user":"ann",
         "http":{"request":{"method":"POST","url":"http://shop/orders"},"response":{"status":201}},
         "annotations":{"order":"42","items":3,"total":9.5,"gift":true,"big":9007199254740993},
         "metadata":{"default":{"cart":["tea"],"coupon":null}},
         "links":[{"trace_id":"1-6a1b2c3d-0123456789abcdef01234568","id":"c1"}],
         "subsegments":[
           {"id":"a2","name":"payment","namespace":"remote","start_time":100.5,"end_time":100.9,"throttle":true},
           {"id":"a3","name":"db","start_time":100.25,"end_time":100.5,"sql":{"sanitized_query":"SELECT 1"}}]}\
        """;
    private static final String PAYMENT = """
        {"id":"b1","parent_id":"a2","name":"payment","start_time":100.5,"end_time":100.75,"fault":true,
         "cause":{"exceptions":[{"type":"shop.pay.CardDeclined","message":"over the limit"}]}}\
        """;
    private static final String LOGIN =
            "{\"id\":\"d1\",\"parent_id\":\"a1\",\"name\":\"login\",\"start_time\":100.1,\"end_time\":100.2,\"error\":true}";

    private final TraceAssert trace = trace(60, CHECKOUT, PAYMENT, LOGIN);

    @Test
    void assertions_thatHold_chain() {
        trace.hasServices("checkout", "payment")
                .hasOnlyServices("payment", "login", "checkout")
                .hasSpansInOrder("checkout", "login", "db", "payment", "payment")
                .lastsAtMost(Duration.ofSeconds(1))
                .service("checkout")
                .isOk()
                .hasNoFault()
                .hasEnded()
                .hasNoParent()
                .hasHttpStatus(201)
                .hasHttpMethod("POST")
                .hasHttpUrl("http://shop/orders")
                .hasOrigin("AWS::EKS::Container")
                .hasUser("ann")
                .hasAnnotation("order", "42")
                .hasAnnotation("items", 3L)
                .hasAnnotation("items", 3.0)
                .hasAnnotation("total", 9.5)
                .hasAnnotation("gift", true)
                .hasAnnotation("big", 9007199254740993L)
                .hasNoAnnotation("coupon")
                .hasMetadata("default", "cart", List.of("tea"))
                .hasLinkTo("1-6a1b2c3d-0123456789abcdef01234568")
                .lastsAtLeast(Duration.ofMillis(900))
                .descendant("payment")
                .hasThrottle()
                .hasNamespace("remote")
                .trace()
                .service("payment")
                .hasFault()
                .hasParent("payment")
                .hasException("CardDeclined")
                .hasException("shop.pay.CardDeclined", "limit")
                .trace()
                .service("login")
                .hasError();
        trace.span("db").hasSql("SELECT 1");
        trace.span("a span with SQL", span -> span.json().members().containsKey("sql"))
                .hasParent("checkout");
    }

    @Test
    void assertions_thatDoNotHold_sayWhatIsThereAndShowTheTimeline() {
        Map<String, Consumer<TraceAssert>> failing = Map.ofEntries(
                Map.entry(
                        "the trace has no service \"stock\"; services: [checkout, login, payment]",
                        t -> t.service("stock")),
                Map.entry("the trace has no service \"db\"", t -> t.service("db")),
                Map.entry("the trace has no segment or subsegment \"x\"", t -> t.span("x")),
                Map.entry("the trace has no big one", t -> t.span("big one", span -> false)),
                Map.entry("to have services [stock], but has [checkout, login, payment]", t -> t.hasServices("stock")),
                Map.entry("to have only the services [checkout]", t -> t.hasOnlyServices("checkout")),
                Map.entry(
                        "spans in the order [db, login], but has [checkout, login, db, payment, payment]",
                        t -> t.hasSpansInOrder("db", "login")),
                Map.entry("but service \"payment\" ended with fault", TraceAssert::hasNoFaults),
                Map.entry("no error, throttle or fault was expected in the trace", TraceAssert::isOk),
                Map.entry("at most 500 ms, but lasted 1.00 s", t -> t.lastsAtMost(Duration.ofMillis(500))),
                Map.entry(
                        "outcome was expected to be \"error\", but is \"ok\"",
                        t -> t.service("checkout").hasError()),
                Map.entry(
                        "expected no fault, but found a fault",
                        t -> t.service("payment").hasNoFault()),
                Map.entry(
                        "http status was expected to be 200, but is 201",
                        t -> t.service("checkout").hasHttpStatus(200)),
                Map.entry(
                        "annotation order was expected to be 42, but is \"42\"",
                        t -> t.service("checkout").hasAnnotation("order", 42)),
                Map.entry(
                        "annotation none was expected to be 1, but is null",
                        t -> t.service("checkout").hasAnnotation("none", 1)),
                Map.entry(
                        "but is 9007199254740993", t -> t.service("checkout").hasAnnotation("big", 9007199254740992L)),
                Map.entry(
                        "expected no annotation order, but found 42",
                        t -> t.service("checkout").hasNoAnnotation("order")),
                Map.entry(
                        "metadata default.cart was expected",
                        t -> t.service("checkout").hasMetadata("default", "cart", 1)),
                Map.entry(
                        "expected an exception Broken, but found none",
                        t -> t.service("checkout").hasException("Broken")),
                Map.entry(
                        "expected an exception CardDeclined with \"funds\", but found [shop.pay.CardDeclined: over the"
                                + " limit]",
                        t -> t.service("payment").hasException("CardDeclined", "funds")),
                Map.entry(
                        "expected a link to 1-x, but found none",
                        t -> t.service("payment").hasLinkTo("1-x")),
                Map.entry(
                        "parent was expected to be \"db\", but is \"payment\"",
                        t -> t.service("payment").hasParent("db")),
                Map.entry(
                        "the trace has no \"login\" below subsegment \"db\"",
                        t -> t.span("db").descendant("login")),
                Map.entry(
                        "expected at least 2.00 s, but found 1.00 s",
                        t -> t.service("checkout").lastsAtLeast(Duration.ofSeconds(2))));

        failing.forEach((message, assertion) -> assertThatExceptionOfType(AssertionFailedError.class)
                .isThrownBy(() -> assertion.accept(trace))
                .withMessageContaining(message)
                .withMessageContaining("\n\nTrace 1-6a1b2c3d-0123456789abcdef01234567  1970-01-01T00:01:40Z  1.00 s\n")
                .withMessageContaining("! shop.pay.CardDeclined: over the limit"));
    }

    @Test
    void failure_ofEqualThings_hasBothForTheIde() {
        assertThatExceptionOfType(AssertionFailedError.class)
                .isThrownBy(() -> trace.service("checkout").hasHttpStatus(500))
                .satisfies(failure -> {
                    assertThat(failure.getExpected().getValue()).isEqualTo(500);
                    assertThat(failure.getActual().getValue()).isEqualTo(201);
                });
    }

    @Test
    void failure_hugeTrace_showsAnExcerptAroundTheSpan() {
        List<String> documents = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            documents.add(
                    "{\"id\":\"%d\",\"name\":\"call-%d\",\"start_time\":%d,\"end_time\":20000}".formatted(i, i, i));
        }

        assertThatExceptionOfType(AssertionFailedError.class)
                .isThrownBy(() -> trace(10, documents.toArray(String[]::new))
                        .service("call-15000")
                        .hasFault())
                .withMessageContaining("\ncall-15000 ")
                .withMessageContaining("... 14995 rows before")
                .satisfies(failure -> assertThat(failure.getMessage()).hasSizeLessThan(2_000));
    }

    @Test
    void failure_hostileNames_disturbNoTerminal() {
        String hostile = "{\"id\":\"a\",\"name\":\"\\u001b[2Jx\",\"start_time\":1,\"end_time\":2}";

        assertThatExceptionOfType(AssertionFailedError.class)
                .isThrownBy(() -> trace(60, hostile).hasServices("y"))
                .satisfies(failure -> assertThat(failure.getMessage()).doesNotContain("\u001b"));
    }

    @Test
    void trace_unreadable_hasATimelineAndNoServices() {
        TraceAssert unreadable = trace(60, "no json");

        assertThat(unreadable.timeline()).contains("Documents that are not JSON objects: count=1");
        assertThatExceptionOfType(AssertionFailedError.class).isThrownBy(() -> unreadable.service("a"));
    }

    private static TraceAssert trace(int rows, String... documents) {
        return new TraceAssert(Trace.of("1-6a1b2c3d-0123456789abcdef01234567", List.of(documents)), rows);
    }
}
