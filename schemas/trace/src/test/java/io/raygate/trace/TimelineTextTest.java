// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.trace;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TimelineTextTest {

    private static final String ROOT = """
            {"id":"a1","name":"storefront","start_time":100,"end_time":101,"fault":true,
             "http":{"response":{"status":502}},
             "subsegments":[{"id":"a2","name":"checkout","namespace":"remote","start_time":100.5,"end_time":101},
                            {"id":"a3","name":"render","start_time":100.25,"end_time":100.5}]}""";
    private static final String CALLED = """
            {"id":"b1","parent_id":"a2","name":"checkout","start_time":100.5,"end_time":100.75,
             "cause":{"exceptions":[{"type":"IOException","message":"broken pipe"}]},"fault":true}""";

    @Test
    void lines_ofTwoSegments_callersAboveAndBarsWhereTheyWere() {
        assertThat(lines(new Screen(100, false), ROOT, CALLED))
                .containsExactly(
                        "Trace 1-x  1970-01-01T00:01:40Z  1.00 s",
                        row("storefront", "fault", "1.00 s", 0, 37),
                        row("  render", "", "250 ms", 9, 10),
                        row("  checkout", "", "500 ms", 18, 19),
                        row("    checkout", "fault", "250 ms", 18, 10),
                        "      ! IOException: broken pipe");
    }

    @Test
    void lines_eachWidth_areNoWider() {
        for (int columns : new int[] {60, 80, 133, 400}) {
            assertThat(lines(new Screen(columns, false), ROOT, CALLED)).allMatch(line -> line.length() <= columns);
        }
    }

    @Test
    void lines_colours_onlyWhereTheScreenHasThem() {
        assertThat(lines(new Screen(100, true), ROOT)).anyMatch(line -> line.contains("\u001b[31m"));
        assertThat(lines(new Screen(100, false), ROOT)).noneMatch(line -> line.contains("\u001b"));
    }

    @Test
    void lines_inProgress_runsToTheEnd() {
        assertThat(lines(new Screen(100, false), ROOT, "{\"id\":\"c\",\"name\":\"job\",\"start_time\":100.5}"))
                .anyMatch(line -> line.startsWith("job ") && line.contains("running") && line.endsWith("\u2591"));
    }

    @Test
    void lines_ringOfParents_eachOnce() {
        assertThat(lines(
                        new Screen(100, false),
                        "{\"id\":\"a\",\"parent_id\":\"b\",\"name\":\"x\",\"start_time\":1,\"end_time\":2}",
                        "{\"id\":\"b\",\"parent_id\":\"a\",\"name\":\"y\",\"start_time\":1,\"end_time\":2}"))
                .hasSize(3);
    }

    @Test
    void lines_notJsonAndHostile_countedAndHarmless() {
        List<String> lines = lines(
                new Screen(100, false),
                "no json",
                "[]",
                "{\"name\":\"\\u001b[2Ja\",\"start_time\":\"soon\",\"end_time\":1e308,\"subsegments\":[1,null,{}]}");

        assertThat(lines).last().asString().contains("not JSON objects: count=2");
        assertThat(lines).noneMatch(line -> line.chars().anyMatch(Character::isISOControl));
    }

    private static List<String> lines(Screen screen, String... documents) {
        return new TimelineText(screen, Trace.of("1-x", List.of(documents))).lines();
    }

    @Test
    void lines_excerptAboutARow_holdsItAndCountsTheRest() {
        List<String> documents = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            documents.add("{\"id\":\"%d\",\"name\":\"row-%d\",\"start_time\":%d,\"end_time\":1000}".formatted(i, i, i));
        }
        Trace trace = Trace.of("1-x", documents);
        TimelineText text = new TimelineText(new Screen(100, false), trace);

        assertThat(text.lines(trace.spans().get(500), 3))
                .satisfiesExactly(
                        head -> assertThat(head).startsWith("Trace 1-x"),
                        before -> assertThat(before).isEqualTo("... 499 rows before"),
                        row -> assertThat(row).startsWith("row-499 "),
                        row -> assertThat(row).startsWith("row-500 "),
                        row -> assertThat(row).startsWith("row-501 "),
                        after -> assertThat(after).isEqualTo("... 498 rows after"));
        assertThat(text.lines(trace.spans().get(0), 3))
                .hasSize(5)
                .element(1)
                .asString()
                .startsWith("row-0 ");
        assertThat(text.lines(trace.spans().get(999), 3))
                .hasSize(5)
                .last()
                .asString()
                .startsWith("row-999 ");
    }

    private static String row(String name, String status, String time, int from, int columns) {
        return "%-40s  %-8s  %9s  %s%s".formatted(name, status, time, " ".repeat(from), "\u2588".repeat(columns));
    }
}
