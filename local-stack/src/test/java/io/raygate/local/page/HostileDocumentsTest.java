// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.raygate.testing.browser.Footprint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever a document holds is text on the page, stays in its place, and leaves nothing behind. */
@QuarkusTest
class HostileDocumentsTest extends BrowserTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HTML = "<img src=x onerror=\"window.ran=1\"><script>window.ran=1</script>";
    private static final String LONG = "W".repeat(5_000);
    private static final String RIGHT_TO_LEFT = "\u202Egnirts\u202C \u05E9\u05DC\u05D5\u05DD";
    private static final int ENTITIES = 2_000;

    private final long start = Instant.now().getEpochSecond() - 40 * 3_600;

    @ParameterizedTest
    @ValueSource(strings = {"/", "/traces?%s", "/analytics?%s&b=fault", "/traces/%s"})
    void text_ofEveryKind_isShownAsTextInItsPlace(String path) {
        String trace = "1-%08x-%024x".formatted(start, 0xBAD);
        new ShopTraces(awsEndpoint(), start).put(List.of(hostile(trace)));
        String filter = "filter=user%20BEGINSWITH%20%22%3Cimg%22";
        String range = "from=%d&to=%d&".formatted(start - 60, start + 60) + filter;

        for (int width : new int[] {1440, 390}) {
            browser.size(width, 900);
            browser.open(
                    page() + (path.equals("/") ? "/?" + filter : path.formatted(path.contains("/%s") ? trace : range)));
            browser.await("document.querySelector('.map .node, .trace-table .row, .field-grid .card, .timeline .row')");
            browser.screenshot("hostile" + path.replaceAll("\\W|%s", "") + width);
            assertThat(browser.evaluate(
                                    "window.ran === undefined && !document.querySelector('main :is(img, script, iframe)')")
                            .asBoolean())
                    .isTrue();
            assertThat(browser.count("main a[href^='javascript' i]")).isZero();
            assertThat(browser.evaluate("document.documentElement.scrollWidth").asInt())
                    .isLessThanOrEqualTo(width);
        }
    }

    private String hostile(String trace) {
        Map<String, Object> exception = Map.of(
                "id",
                "00000000000000ee",
                "type",
                HTML,
                "message",
                HTML + LONG,
                "stack",
                List.of(Map.of("path", HTML, "line", 1, "label", LONG)));
        return json(Map.ofEntries(
                Map.entry("name", "hostile " + "long name ".repeat(18)),
                Map.entry("id", "00000000000000f1"),
                Map.entry("trace_id", trace),
                Map.entry("start_time", start),
                Map.entry("end_time", start + 1),
                Map.entry("fault", true),
                Map.entry("user", HTML + RIGHT_TO_LEFT),
                Map.entry("cause", Map.of("working_directory", HTML, "exceptions", List.of(exception))),
                Map.entry(
                        "http",
                        Map.of(
                                "request",
                                Map.of(
                                        "method",
                                        HTML,
                                        "url",
                                        "javascript:window.ran=1//" + LONG,
                                        "user_agent",
                                        HTML,
                                        "client_ip",
                                        LONG))),
                Map.entry("annotations", Map.of("html", HTML, "long", LONG, "rtl", RIGHT_TO_LEFT, "toString", "own")),
                Map.entry(
                        "metadata",
                        Map.of(
                                "__proto__",
                                Map.of("polluted", HTML),
                                "constructor",
                                Map.of("a", List.of(HTML, Map.of("b", RIGHT_TO_LEFT))))),
                Map.entry(
                        "links",
                        List.of(Map.of("trace_id", "javascript:window.ran=1", "attributes", Map.of("a", HTML)))),
                Map.entry("sql", Map.of("sanitized_query", HTML + LONG)),
                Map.entry(
                        "subsegments",
                        List.of(
                                Map.of(
                                        "name",
                                        "\u05E9\u05DC\u05D5\u05DD",
                                        "id",
                                        "00000000000000f2",
                                        "start_time",
                                        start,
                                        "end_time",
                                        start + 1,
                                        "namespace",
                                        "remote"),
                                Map.of(
                                        "name",
                                        "hasOwnProperty",
                                        "id",
                                        "00000000000000f3",
                                        "start_time",
                                        start,
                                        "in_progress",
                                        true)))));
    }

    /** Rows are made only where somebody looks. */
    @Test
    void trace_ofThousandsOfEntities_isFoldedAndScrolls() {
        String trace = "1-%08x-%024x".formatted(start, 0xB16);
        List<String> documents = new ArrayList<>();
        documents.add(entity(trace, 1, "batch", "\"user\":\"large\""));
        for (int entity = 2; entity <= ENTITIES; entity++) {
            documents.add(entity(
                    trace,
                    entity,
                    "step " + entity,
                    "\"type\":\"subsegment\",\"parent_id\":\"%016x\"".formatted(0xB000 + Math.max(1, entity / 4))));
            if (documents.size() == 50 || entity == ENTITIES) {
                new ShopTraces(awsEndpoint(), start).put(documents);
                documents.clear();
            }
        }

        browser.open(page() + "/traces/" + trace);
        browser.awaitText(".trace-facts", "1,999 subsegments");
        browser.screenshot("trace-2000");
        assertThat(browser.count(".timeline .row")).isLessThan(200);
        browser.tabTo(".timeline .row");
        browser.press("End");
        browser.await("document.activeElement.matches('.timeline .row')");
        browser.screenshot("trace-2000-end");
    }

    private String entity(String trace, int number, String name, String more) {
        long at = start + number / 100;
        return "{\"name\":\"%s\",\"id\":\"%016x\",\"trace_id\":\"%s\",\"start_time\":%d.%03d,\"end_time\":%d.9,%s}"
                .formatted(name, 0xB000 + number, trace, at, number % 800, start + 21, more);
    }

    /** Of a session in which somebody goes from view to view while traces come. */
    @Test
    void views_openedOverAndOver_keepNothing() {
        new ShopTraces(awsEndpoint(), start).put(20);
        String trace = new ShopTraces(awsEndpoint(), start).id(5);
        browser.open(page() + "/");
        visitAll(trace, 3);
        Footprint before = browser.footprint();

        visitAll(trace, 12);

        Footprint after = browser.footprint();
        assertThat(after.nodes()).as("%s, then %s", before, after).isLessThan(before.nodes() * 2);
        assertThat(after.listeners()).as("%s, then %s", before, after).isLessThan(before.listeners() * 2);
        assertThat(after.heapBytes()).as("%s, then %s", before, after).isLessThan(before.heapBytes() * 2);
    }

    private void visitAll(String trace, int times) {
        for (int time = 0; time < times; time++) {
            visit("/traces?from=%d&to=%d".formatted(start - 60, start + 60), ".trace-table .row");
            visit("/traces/" + trace, ".timeline .row");
            visit("/analytics?b=fault", ".field-grid, .empty");
            visit("/pipeline", "[data-stage=xray]");
            visit("/?filter=" + "user%20BEGINSWITH%20%22user%22", ".map-card");
        }
    }

    private void visit(String path, String shown) {
        browser.evaluate(
                "history.pushState(null, '', '" + path + "'); dispatchEvent(new PopStateEvent('popstate')); 1");
        browser.await("document.querySelector(\"" + shown + "\")");
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
