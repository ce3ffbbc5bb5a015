// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.it;

import io.raygate.it.stack.Http;
import io.raygate.it.stack.RaygateStack;
import io.raygate.testing.browser.Browser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * The page in a browser on the whole path: the real forwarder, the packaged gateway with the demo team's policy. Skipped
 * where no Chromium is installed; screenshots are in {@code target/screenshots}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PageIT {

    private static final String FAULTS = "section[aria-labelledby=faults-title]";
    private static final String MESSAGES = "section[aria-labelledby=quarantine-title]";

    private RaygateStack stack;
    private Browser browser;
    private String page;

    @BeforeAll
    void start() throws IOException {
        Optional<Path> installed = Browser.installed();
        assumeTrue(installed.isPresent(), "no Chromium on the path: apt-get install chromium");
        stack = RaygateStack.start("--no-demo", "--tenants", "demo-shop/tenants");
        browser = new Browser(installed.get());
        browser.size(1440, 900);
        page = "http://" + stack.ports().page().getAuthority();
    }

    @AfterEach
    void page_everywhere_keepsToItselfAndLogsNoError() {
        assertThat(browser.errors()).isEmpty();
        assertThat(browser.requests()).allMatch(url -> url.startsWith(page) || url.startsWith("blob:" + page));
    }

    @AfterAll
    void stop() throws IOException {
        if (browser != null) {
            browser.close();
        }
        if (stack != null) {
            stack.close();
        }
    }

    @Test
    void pipeline_whileDocumentsCome_countsThemAtEachStageAndClosesTheBooks() throws IOException {
        browser.open(page + "/pipeline");
        browser.awaitText("[data-stage=gateway]", "Documents");
        long forwarder = count("forwarder");
        long gateway = count("gateway");

        for (TestDocument document : TestDocument.numbered(150)) {
            send(document.body());
        }

        browser.await(number("forwarder") + " >= " + (forwarder + 150));
        browser.await(number("gateway") + " >= " + (gateway + 150));
        browser.awaitText(".verdict", "Books closed at every stage");
        browser.awaitText(".verdict .equation", " delivered");
        browser.await("document.querySelectorAll('.stage .closed').length >= 3");
        assertThat(browser.text("[data-stage=forwarder]")).contains("Published");
        browser.screenshot("path-pipeline");
    }

    /** One that X-Ray refuses while a fault is on, and one that nobody can mend. */
    @Test
    void refusedDocuments_sentAgain_reachXRayOrAreParked() throws IOException {
        TestDocument good = TestDocument.numbered(1).getFirst();
        browser.open(page + "/pipeline");
        browser.awaitText(FAULTS, "No fault is switched on");
        choose("Service", "xray");
        choose("What happens", "unprocessed");
        choose("Seconds", "600");
        browser.click(".fault-form button");
        browser.awaitText(FAULTS, "unprocessed of 100 %");

        send(good.body());
        send(TestDocument.numbered(1).getFirst().body().replaceFirst("\"start_time\":[0-9.]+", "\"start_time\":[]"));

        browser.awaitText(MESSAGES, "INVALID_FIELD");
        browser.awaitText(MESSAGES, "Switch off the fault if one is on");
        assertThat(browser.text(MESSAGES)).contains("/start_time").contains("seconds since the epoch");
        browser.screenshot("path-refused");
        assertThat(stack.traces().documents(List.of(good.traceId()))).isEmpty();

        browser.click("[data-key='clear xray']");
        browser.awaitText(FAULTS, "No fault is switched on");
        browser.click("[data-key=send]");
        browser.awaitText(MESSAGES, "Parked 1");
        browser.awaitText("[data-key=raygate-quarantine]", "Quarantine 0");
        browser.open(page + "/traces/" + good.traceId());
        browser.awaitText(".timeline", "load-0");
        browser.open(page + "/pipeline");
        browser.awaitText(".verdict", "Books closed at every stage");
    }

    @Test
    void segment_repairedRedactedAndEnriched_saysSo() throws IOException {
        TestDocument document = TestDocument.numbered(1).getFirst();
        send(
                document.body()
                        .replace(
                                "\"annotations\":{",
                                "\"user\":\"anna\",\"metadata\":{\"pay\":{\"card\":\"4111\",\"kept\":1}},\"annotations\":{\"order-id\":7,"));

        browser.open(page + "/traces/" + document.traceId());
        browser.awaitText(".timeline", "redacted +2");
        String changes = browser.text(".detail .changes");
        assertThat(changes)
                .contains("user was taken out")
                .contains("metadata.pay.card was taken out")
                .contains("renamed annotation: annotations.order-id")
                .contains("annotations.team = \"shop\"")
                .doesNotContain("annotations.order_id =")
                .doesNotContain("anna")
                .doesNotContain("4111");
        browser.screenshot("path-marks");
    }

    /** Text in Latin-1 grows when it becomes UTF-8, here beyond what X-Ray takes. */
    @Test
    void segment_tooLarge_isMarkedAsSplit() throws IOException {
        String id = TestDocument.newTraceId();
        double now = System.currentTimeMillis() / 1000.0;
        String body = """
                {"name":"large","id":"00000000000000d1","trace_id":"%s","start_time":%.3f,"end_time":%.3f,"subsegments":[%s,%s]}""".formatted(id, now - 1, now, large("d2", now), large("d3", now));
        try (var datagrams = new Datagrams(stack.ports().daemon())) {
            datagrams.send((Datagrams.HEADER + body).getBytes(StandardCharsets.ISO_8859_1));
        }

        browser.open(page + "/traces/" + id);
        browser.await("document.querySelectorAll('.timeline .row').length >= 3");
        browser.awaitText(".detail .changes", "replaced malformed text");
        browser.click(".timeline .row:has(.split)");
        browser.awaitText(".detail .changes", "was part of a segment too large for X-Ray");
        browser.screenshot("path-split");
    }

    private static String large(String id, double now) {
        return """
                {"name":"part %s","id":"00000000000000%s","start_time":%.3f,"end_time":%.3f,"metadata":{"default":{"text":"%s"}}}""".formatted(id, id, now - 1, now, "grüße ".repeat(3_500));
    }

    @Test
    void spans_translatedRedactedAndTrimmed_sayWhatBecameOfThem() {
        String id = TestDocument.newTraceId();
        String trace = id.substring(2).replace("-", "");
        Http.post(stack.ports().otlpHttp().resolve("/v1/traces"), """
                {"resourceSpans":[{"resource":{"attributes":[%s]},"scopeSpans":[{"spans":[%s,%s,%s]}]}]}""".formatted(
                attribute("service.name", "cart"),
                span(trace, "00000000000000e1", "", 2, "GET /cart", attribute("user.id", "anna")),
                span(trace, "00000000000000e2", "00000000000000e1", 1, "render", attribute("text", "x".repeat(80_000))),
                span(trace, "00000000000000e3", "", 3, "GET rates", attribute("server.address", "rates.example"))));

        browser.open(page + "/traces/" + id);
        browser.await("document.querySelectorAll('.timeline .row').length === 4");
        String rows = browser.text(".timeline");
        assertThat(rows).contains("redacted +2", "trimmed", "split", "translated");
        changes(
                "00000000000000e1",
                "made of the server span “GET /cart”",
                "user was taken out",
                "annotations.team = \"shop\"");
        changes("00000000000000e2", "made of the internal span “render”", "too large for X-Ray, shortened: metadata");
        changes("00000000000000e3", "made of the client span “GET rates”");
        browser.click(".timeline .row:has(.split)");
        browser.awaitText(".detail .changes", "the client span “GET rates” became two documents");
        browser.screenshot("path-spans");
    }

    private void changes(String row, String... texts) {
        browser.click(".timeline .row[data-key='" + row + "']");
        for (String text : texts) {
            browser.awaitText(".detail .changes", text);
        }
    }

    private static String span(String trace, String id, String parent, int kind, String name, String attribute) {
        long now = System.currentTimeMillis();
        return """
                {"traceId":"%s","spanId":"%s","parentSpanId":"%s","kind":%d,"name":"%s","startTimeUnixNano":"%d000000",
                 "endTimeUnixNano":"%d000000","attributes":[%s]}""".formatted(trace, id, parent, kind, name, now - 20, now, attribute);
    }

    private static String attribute(String key, String value) {
        return "{\"key\":\"%s\",\"value\":{\"stringValue\":\"%s\"}}".formatted(key, value);
    }

    private void send(String document) throws IOException {
        try (var datagrams = new Datagrams(stack.ports().daemon())) {
            datagrams.send(Datagrams.framed(document));
        }
    }

    private long count(String stage) {
        return browser.evaluate(number(stage)).asLong();
    }

    private static String number(String stage) {
        return "Number(document.querySelector('[data-stage=" + stage + "] .count').textContent.replace(/\\D/g, ''))";
    }

    private void choose(String label, String value) {
        browser.evaluate("""
                (() => { const control = [...document.querySelectorAll('.fault-form label')].find(each => each.textContent.startsWith('%s'))
                 .querySelector('select, input'); control.value = '%s'; control.dispatchEvent(new Event('change')); })()""".formatted(label, value));
    }
}
