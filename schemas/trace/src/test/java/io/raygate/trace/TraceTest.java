// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.trace;

import java.util.List;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TraceTest {

    @Test
    void spans_segmentsAndSubsegments_areToldApart() {
        Trace trace = Trace.of(
                "1-x",
                List.of(
                        "{\"id\":\"a\",\"name\":\"shop\",\"start_time\":1,\"end_time\":9,"
                                + "\"subsegments\":[{\"id\":\"b\",\"name\":\"inline\",\"start_time\":2,\"end_time\":3}]}",
                        "{\"id\":\"c\",\"parent_id\":\"a\",\"type\":\"subsegment\",\"name\":\"apart\",\"start_time\":4,\"end_time\":5}",
                        "{\"id\":\"d\",\"parent_id\":\"c\",\"name\":\"stock\",\"start_time\":4,\"end_time\":5}"));

        assertThat(trace.spans()).extracting(Span::name).containsExactly("shop", "inline", "apart", "stock");
        assertThat(trace.spans()).extracting(Span::isSegment).containsExactly(true, false, false, true);
        assertThat(trace.spans()).extracting(Span::depth).containsExactly(0, 1, 1, 2);
        assertThat(trace.spans().get(3).parent()).contains(trace.spans().get(2));
        assertThat(trace.spans().get(0).children()).extracting(Span::name).containsExactly("inline", "apart");
    }

    @Test
    void exceptions_referenceToOneFurtherDown_resolves() {
        Trace trace = Trace.of(
                "1-x",
                List.of(
                        "{\"id\":\"a\",\"name\":\"shop\",\"start_time\":1,\"end_time\":9,\"fault\":true,\"cause\":\"e1\","
                                + "\"subsegments\":[{\"id\":\"b\",\"name\":\"pay\",\"start_time\":2,\"end_time\":3,\"fault\":true,"
                                + "\"cause\":{\"exceptions\":[{\"id\":\"e1\",\"type\":\"Broken\",\"message\":\"pipe\"}]}}]}"));

        assertThat(trace.spans())
                .allSatisfy(span -> assertThat(span.exceptions())
                        .singleElement()
                        .satisfies(exception ->
                                assertThat(exception.text("type", "")).isEqualTo("Broken")));
    }

    @Test
    void of_deepNesting_isCutAndNoStackOverflows() {
        for (int depth : new int[] {400, 900, 5_000, 100_000}) {
            String document = "{\"id\":\"a\",\"name\":\"n\",\"start_time\":1,\"subsegments\":[".repeat(depth) + "{}"
                    + "]}".repeat(depth);

            Trace trace = Trace.of("1-x", List.of(document));

            assertThat(trace.spans().size() + trace.unread())
                    .as("depth=%d", depth)
                    .isPositive();
            assertThat(trace.spans()).hasSizeLessThanOrEqualTo(502);
        }
    }

    @Test
    void read_whatIsNoObject_isEmpty() {
        for (String text : List.of("", "null", "[]", "1", "\"a\"", "{", "{} {}", "{\"a\":NaN}", "{\"a\":1e5x}")) {
            assertThat(JsonObject.read(text)).as(text).isEmpty();
        }
    }

    @Test
    void read_membersOfOtherTypes_readAsMissing() {
        JsonObject json = JsonObject.read(
                        "{\"text\":1,\"number\":\"1\",\"object\":[],\"list\":{},\"flag\":\"true\",\"none\":null}")
                .orElseThrow();

        assertThat(json.text("text", "-")).isEqualTo("-");
        assertThat(json.number("number", -1)).isEqualTo(-1);
        assertThat(json.object("object").members()).isEmpty();
        assertThat(json.objects("list")).isEmpty();
        assertThat(json.flag("flag")).isFalse();
        assertThat(json.members()).containsEntry("none", null);
    }
}
