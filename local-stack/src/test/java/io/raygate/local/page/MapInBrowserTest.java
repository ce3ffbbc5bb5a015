// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.page;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** The service map: which traces it is made of, and how it looks when there is much of it. */
@QuarkusTest
class MapInBrowserTest extends BrowserTest {

    private static final int MAX_PER_CALL = 50;

    private final long start = Instant.now().getEpochSecond() - 3 * 3_600;

    @Test
    void filter_choosesTheTracesOfTheMap_andStaysInLinks() {
        put(chain("choose-a", "choose-b"));
        put(chain("choose-a", "choose-c"));
        String filter = "edge(\"choose-a\", \"choose-b\")";

        browser.open(page() + "/?filter=" + encoded(filter));
        browser.awaitText(".map", "choose-b");
        assertThat(browser.text(".map")).contains("choose-a").doesNotContain("choose-c");
        assertThat(browser.text("#map-title + *")).isEqualTo("2 nodes, 2 edges");
        browser.screenshot("map-filter");

        browser.click(".map [data-key*='|choose-b|'] .disc");
        browser.click(".side [data-key='show']");
        browser.awaitText("#traces-title", "trace");
        assertThat(browser.path()).contains(filter + " AND service(id(name: \"choose-b\"");
    }

    @Test
    void filter_typed_isKeptInTheUrl_andClearedAgain() {
        put(chain("typed-a", "typed-b"));
        browser.open(page() + "/");
        browser.awaitText(".map", "typed-a");

        browser.click("#filter");
        browser.type("service(\"typed-nobody\")");
        browser.press("Escape", "Enter");
        browser.awaitText(".map-place", "No trace matches");
        assertThat(browser.path()).endsWith("filter=service(\"typed-nobody\")");

        browser.click("[data-key=clear]");
        browser.awaitText(".map", "typed-a");
        assertThat(browser.path()).doesNotContain("filter");
    }

    @Test
    void filter_withAMistake_pointsToIt() {
        browser.open(page() + "/?filter=" + encoded("fault = ="));

        browser.awaitText(".filter-error", "position");
        assertThat(browser.text(".filter-error mark")).isEqualTo("=");
    }

    @Test
    void group_chosen_isTheMapThatXRayMakesOfIt() {
        given().baseUri(awsEndpoint())
                .port(URI.create(awsEndpoint()).getPort())
                .contentType(ContentType.JSON)
                .body(Map.of("GroupName", "grouped", "FilterExpression", "service(\"group-b\")"))
                .post("/CreateGroup")
                .then()
                .statusCode(200);
        put(chain("group-a", "group-b"));
        put(chain("group-a", "group-c"));

        browser.open(page() + "/");
        browser.awaitText(".map-choice", "Group grouped");
        browser.evaluate("""
                (() => { const groups = document.querySelector('.map-choice select'); groups.value = 'grouped';
                 groups.dispatchEvent(new Event('change')); })()""");

        browser.await("location.search === '?group=grouped'");
        browser.await("!document.querySelector('.map').textContent.includes('group-c')");
        assertThat(browser.text(".map")).contains("group-a", "group-b");
        assertThat(browser.attribute(".latest header a", "href")).contains("group.name");
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 12, 60})
    void services_manyOrFew_areAllDrawnWithoutOverlap(int count) {
        long at = start - 10_000L * count;
        put(tree(count, at));

        browser.open(page() + "/?filter=" + encoded("service(\"tree-" + count + "-0\")"));
        browser.await("document.querySelectorAll('.map .node').length === " + (count + 1));
        browser.screenshot("map-" + count);
        assertThat(browser.evaluate(OVERLAPS).toString()).isEqualTo("[]");
    }

    /** Discs of nodes that cover each other. */
    private static final String OVERLAPS = """
            (() => { const discs = [...document.querySelectorAll('.map .node')].map(node => [node.dataset.key, node.querySelector('.disc').getBoundingClientRect()]);
            return discs.flatMap(([a, one], index) => discs.slice(index + 1).filter(([, other]) => one.left < other.right && other.left < one.right
             && one.top < other.bottom && other.top < one.bottom).map(([b]) => a + ' ' + b)); })()""";

    private void put(List<String> documents) {
        for (int at = 0; at < documents.size(); at += MAX_PER_CALL) {
            new ShopTraces(awsEndpoint(), start)
                    .put(documents.subList(at, Math.min(documents.size(), at + MAX_PER_CALL)));
        }
    }

    private List<String> chain(String caller, String callee) {
        String trace = trace(start);
        return List.of(
                segment(trace, 1, 0, caller, start, ",\"subsegments\":[" + call(0x1001, callee, start) + "]"),
                segment(trace, 2, 0x1001, callee, start, ""));
    }

    /** One trace in which each service calls up to three others. */
    private static List<String> tree(int count, long at) {
        String trace = trace(at);
        List<String> documents = new ArrayList<>();
        for (int service = 0; service < count; service++) {
            List<String> calls = new ArrayList<>();
            for (int callee = 3 * service + 1; callee <= Math.min(3 * service + 3, count - 1); callee++) {
                calls.add(call(0x1000 + callee, "tree-%d-%d".formatted(count, callee), at));
            }
            String outcome = service % 7 == 3 ? ",\"fault\":true" : service % 11 == 5 ? ",\"throttle\":true" : "";
            documents.add(segment(
                    trace,
                    service + 1,
                    service == 0 ? 0 : 0x1000 + service,
                    "tree-%d-%d".formatted(count, service),
                    at,
                    outcome + ",\"subsegments\":[" + String.join(",", calls) + "]"));
        }
        return documents;
    }

    private static int traces;

    private static String trace(long at) {
        return "1-%08x-%024x".formatted(at, 0xAAAA0000L + traces++);
    }

    private static String segment(String trace, int id, int parent, String name, long at, String more) {
        return String.format(
                Locale.ROOT,
                "{\"name\":\"%s\",\"id\":\"%016x\",\"trace_id\":\"%s\",\"start_time\":%d.0,\"end_time\":%d.%d%s%s}",
                name,
                id,
                trace,
                at,
                at,
                1 + id % 9,
                parent == 0 ? "" : ",\"parent_id\":\"%016x\"".formatted(parent),
                more);
    }

    private static String call(int id, String name, long at) {
        return "{\"name\":\"%s\",\"id\":\"%016x\",\"namespace\":\"remote\",\"start_time\":%d.0,\"end_time\":%d.5}"
                .formatted(name, id, at, at);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
