// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.page;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.raygate.testing.browser.Contrast;
import io.restassured.http.ContentType;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** The page as somebody uses it. */
@QuarkusTest
class PageInBrowserTest extends BrowserTest {

    private static final int TRACES = 120;
    private static final String QUEUE = "raygate-quarantine";

    private @Nullable String page;
    private ShopTraces shop;

    /** Once: the port is not known before. */
    @BeforeEach
    void putTraces() {
        if (page != null) {
            return;
        }
        page = page();
        shop = new ShopTraces(awsEndpoint(), Instant.now().getEpochSecond());
        shop.put(TRACES);
    }

    @Test
    void map_nodesAndEdges_areTextAndChooseTheirFilter() {
        browser.open(page + "/");

        browser.awaitText(".map", "storefront");
        assertThat(browser.text(".map")).contains("payment", "orders", "Clients");
        assertThat(browser.count(".latest-row")).isPositive();
        assertThat(browser.attribute(".latest-row", "href")).startsWith("/traces/1-");
        browser.screenshot("map");

        browser.click(".map [data-key*='|payment|'] .disc");
        browser.awaitText(".side .filter-text", "service(id(name: \"payment\", type: \"AWS::EKS::Container\"))");
        assertThat(browser.text(".side")).contains("p50", "p99", "Requests");
        browser.screenshot("map-node");

        browser.click(".side [data-key='outcome fault']");
        browser.awaitText("#traces-title", TRACES / 5 + " traces");
        assertThat(browser.path())
                .isEqualTo("/traces?filter=service(id(name: \"payment\", type: \"AWS::EKS::Container\")) { fault }");
    }

    @Test
    void map_edge_selectsTheTracesOfItsCalls() {
        browser.open(page + "/");
        browser.click(".map .edge[data-key*='|storefront| '][data-key*='|payment|'] .plate");

        browser.awaitText(".side .filter-text", "edge(id(name: \"storefront\"");
        browser.click(".side [data-key='show']");

        browser.awaitText("#traces-title", TRACES + " traces");
    }

    @Test
    void filter_completedAndSent_findsTraces() {
        browser.open(page + "/traces");
        browser.awaitText("#traces-title", TRACES + " traces");
        browser.press("/");
        browser.type("annotation.s");
        browser.awaitText(".suggestions", "annotation.sku");
        browser.press("ArrowDown", "Enter");
        browser.type("= ");
        browser.awaitText(".suggestions", "\"lamp\"");
        browser.screenshot("filter");
        browser.type("\"lamp\"");
        browser.press("Escape", "Enter");

        browser.awaitText("#traces-title", TRACES / 2 + " traces");
        assertThat(browser.path()).isEqualTo("/traces?filter=annotation.sku = \"lamp\"");
        browser.evaluate("history.back()");
        browser.awaitText("#traces-title", TRACES + " traces");
    }

    /** Every word in its place, with an operator and a value where it wants one, is asked of the parser. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|''",
                "service(\"a\") { | }",
                "edge(\"a\", \"b\") { | }",
                "rootcause.fault.service { | }",
                "rootcause.error.entity { | }",
                "rootcause.fault.exception { | }"
            })
    void completion_everythingItOffers_isAFilter(String before, String after) {
        browser.open(page + "/traces");

        JsonNode offered = browser.evaluate("""
                (async () => {
                  const { complete } = await import('/page/completion.js');
                  const known = { services: [], users: [], urls: [], methods: [], statuses: [], annotations: { sku: ['lamp'] } };
                  const before = '%s';
                  const texts = text => complete(text, text.length, known).map(each => each.text);
                  return texts(before).filter(text => !/["{]|[.]$/.test(text)).flatMap(word => {
                    const operators = texts(before + word + ' ');
                    const operand = operators.includes('CONTAINS') ? '"x"' : 1;
                    return operators[0] === '=' ? operators.map(each => `${word} ${each} ${operand}`) : [word];
                  });
                })()""".formatted(before));

        assertThat(offered).hasSizeGreaterThan(5);
        for (JsonNode filter : offered) {
            given().queryParam("filter", before + filter.asText() + after)
                    .get("/api/map")
                    .then()
                    .statusCode(200);
        }
    }

    @Test
    void filter_withAMistake_pointsToIt() {
        browser.open(page + "/traces?filter=" + "responsetime%20%3E%20)");

        browser.awaitText(".filter-error", "position 16");
        assertThat(browser.text(".filter-error mark")).isEqualTo(")");
        assertThat(browser.attribute("#filter", "aria-invalid")).isEqualTo("true");
        browser.screenshot("filter-error");
    }

    @Test
    void refinersAndDistribution_addConditions() {
        browser.open(page + "/traces");
        browser.awaitText(".refiners", "storefront");
        browser.click("[data-key='refine Status 502']");
        browser.awaitText("#traces-title", TRACES / 5 + " traces");
        browser.await("document.querySelector('.histogram .bar')");

        browser.drag(".histogram svg", 0.5, 0.95);

        browser.await("location.search.includes('responsetime')");
        browser.await("/^[1-9]/.test(document.querySelector('#traces-title').innerText)");
        assertThat(browser.path()).startsWith("/traces?filter=http.status = 502 AND responsetime >= ");
        browser.screenshot("traces");
    }

    @Test
    void trace_openedByItsUrl_showsTimelineAndDetails() {
        browser.open(page + "/traces/" + shop.id(5));

        browser.awaitText(".timeline", "DynamoDB");
        assertThat(browser.text(".timeline")).contains("storefront", "payment", "inferred");
        browser.awaitText(".detail", "AcquirerTimeout");
        assertThat(browser.text(".detail")).contains("no answer from the acquirer", "charge", "Payment.java:42");
        browser.screenshot("trace");

        browser.click(".timeline .row");
        browser.awaitText(".detail", "user-5");
        assertThat(browser.text(".detail")).contains("sku", "rug", "layout", "wide", "POST");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"%s", "Root=%s;Sampled=1", "https://console.aws.amazon.com/xray/home?region=eu-west-1#/traces/%s"
            })
    void trace_pasted_opens(String text) {
        browser.open(page + "/");
        browser.click("#open-id");
        browser.type(text.formatted(shop.id(7)));
        browser.press("Enter");

        browser.awaitText(".trace-head", shop.id(7));
        assertThat(browser.path()).isEqualTo("/traces/" + shop.id(7));
    }

    @Test
    void trace_thatIsNotThere_saysWhatToDo_andShowsItWhenItComes() {
        String id = "1-%08x-%024x".formatted(shop.nowSeconds(), 77);
        browser.open(page + "/traces/" + id);
        browser.awaitText("main", "No trace with this id is here");
        browser.screenshot("trace-missing");

        shop.put(List.of("""
                {"name":"late","id":"00000000000000aa","trace_id":"%s","start_time":%d,"in_progress":true,"parent_id":"00000000000000bb"}""".formatted(id, shop.nowSeconds() - 36_000)));

        browser.awaitText(".timeline", "in progress");
        assertThat(browser.text(".timeline")).contains("late", "parent missing");
    }

    @Test
    void pipeline_stagesFaultsAndQuarantine_areShownLive() {
        send("""
                {"version":1,"tenant":"demo","reason":"INVALID","code":"INVALID_FIELD","message":"start_time must be a number",
                 "pointer":"/start_time","attempts":0,"encoding":"text","bytes":41,"body":"{\\"name\\":\\"shop\\",\\"start_time\\":\\"soon\\"}"}""");
        browser.open(page + "/pipeline");

        browser.awaitText("[data-stage=xray]", "New");
        browser.awaitText(".message", "INVALID_FIELD");
        assertThat(browser.text(".message"))
                .contains("/start_time", "must be a number", "times are seconds since the epoch");
        browser.click(".message summary");
        browser.await("document.querySelector('.message mark')?.innerText === '\"soon\"'");
        browser.screenshot("pipeline");

        browser.click(".presets button:nth-child(3)");
        browser.awaitText("section[aria-labelledby=faults-title]", "throttle of 70 %");
        browser.click("[data-key='clear xray']");
        browser.awaitText("section[aria-labelledby=faults-title]", "No fault is switched on");
    }

    private static void send(String message) {
        String endpoint = awsEndpoint();
        given().baseUri(endpoint)
                .port(Integer.parseInt(endpoint.substring(endpoint.lastIndexOf(':') + 1)))
                .contentType("application/x-amz-json-1.0")
                .header("X-Amz-Target", "AmazonSQS.SendMessage")
                .body(JsonObject.of("QueueUrl", endpoint + "/000000000000/" + QUEUE, "MessageBody", message)
                        .encode()
                        .getBytes(StandardCharsets.UTF_8))
                .post("/")
                .then()
                .statusCode(200);
    }

    @Test
    void analytics_twoSets_areComparedByField() {
        browser.open(page + "/analytics?b=fault");

        browser.awaitText("[aria-label=Status]", "502");
        assertThat(browser.text("[aria-label=Status]")).contains("100 %", "20 %");
        browser.awaitText("[aria-label='What causes faults']", "AcquirerTimeout");
        browser.screenshot("analytics");
    }

    @Test
    void view_withNothingToShow_saysWhatToDo() {
        browser.open(page + "/?from=1000&to=2000");
        browser.awaitText(".map-place", "./raygate send");
        browser.screenshot("empty");
        browser.open(page + "/traces?from=1000&to=2000");
        browser.awaitText(".trace-table", "./raygate up");
    }

    @Test
    void keyboardAlone_reachesFromTheMapToTheDetailsOfASegment() {
        browser.open(page + "/");
        browser.awaitText(".map", "payment");
        browser.tabTo(".map .node[data-key*='|payment|']");
        browser.press("Enter");
        browser.awaitText(".side", "Show these traces");
        browser.tabTo(".side [data-key='show']");
        browser.press("Enter");
        browser.await("document.querySelector('.trace-table .row')");
        browser.tabTo(".trace-table .row");
        browser.press("ArrowDown", "ArrowDown");
        browser.screenshot("keyboard");
        browser.press("Enter");
        browser.awaitText(".timeline", "DynamoDB");
        browser.tabTo(".timeline .row");
        browser.press("ArrowDown", "ArrowDown", "Enter");
        browser.awaitText(".detail h2", "payment");
        browser.press("ArrowLeft", "ArrowLeft", "ArrowLeft", "ArrowLeft", "ArrowLeft");
        browser.await("document.querySelectorAll('.timeline .row').length === 1");
    }

    @ParameterizedTest
    @CsvSource({
        "/, .map",
        "/traces, .trace-table .row",
        "/analytics?b=fault, .field-grid",
        "/pipeline, .strip",
        "trace, .timeline .row"
    })
    void phone_everyView_fitsItsWidth(String path, String content) {
        browser.size(390, 844);
        browser.open(page + (path.equals("trace") ? "/traces/" + shop.id(5) : path));
        browser.await("document.querySelector('" + content + "')");
        browser.screenshot("phone-" + path.replaceAll("\\W+.*", "").replaceFirst("^$", path.replaceAll("\\W", "")));

        assertThat(browser.evaluate("document.documentElement.scrollWidth").asInt())
                .isLessThanOrEqualTo(390);
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void colours_everyText_hasTheContrastOfWcagAa(String scheme) {
        browser.colours(scheme);
        for (String path : new String[] {"/", "/traces", "/analytics?b=fault", "/pipeline", "/traces/" + shop.id(5)}) {
            browser.open(page + path);
            browser.await("document.querySelector('.map, .trace-table .row, .field-grid .card, [data-stage=xray]')");
            assertThat(browser.evaluate(Contrast.TOO_LOW).toString())
                    .as(scheme + " " + path)
                    .isEqualTo("[]");
            browser.screenshot(scheme + path.replaceAll("\\W+|1-.*", "-"));
        }
    }

    @Test
    void range_chosen_isPartOfTheUrl() {
        browser.open(page + "/traces?range=1h");
        browser.awaitText("#traces-title", "traces");
        assertThat(browser.evaluate("document.getElementById('range').value").asText())
                .isEqualTo("1h");
        given().contentType(ContentType.JSON).get("/api/status").then().statusCode(200);
    }
}
