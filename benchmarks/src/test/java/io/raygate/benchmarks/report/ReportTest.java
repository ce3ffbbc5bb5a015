// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.SAXException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

class ReportTest {

    @TempDir
    private Path directory;

    private final Table table = new Table("cost", "Cost", "µs", "lost");

    @Test
    void figures_ofRounds_medianAndSpread() {
        assertThat(new Figures(List.of(3.0, 1.0, 200.4)).text()).isEqualTo("3 (1–200)");
        assertThat(new Figures(List.of(4.0, 2.0)).median()).isEqualTo(3);
        assertThat(new Figures(List.of(12_345.6)).text()).isEqualTo("12,346");
        assertThat(new Figures(List.of(0.0)).text()).isEqualTo("0");
        assertThatIllegalArgumentException().isThrownBy(() -> new Figures(List.of()));
    }

    @Test
    void write_aTableWithRounds_givesAllFilesAndEveryFigure() throws IOException {
        table.add("100/s", "A", 10, 0);
        table.add("100/s", "A", 12, 5);
        table.remark("100/s", "B", "not given");
        Report report = new Report("made", "A title", "./made --quick", directory.resolve("deep/er"));
        report.note("A note.");
        report.add(
                table,
                "line",
                new Plot(
                        "Cost",
                        Axis.log("rate"),
                        Axis.linear("µs"),
                        List.of(new Plot.Series("A", List.of(Plot.Point.of(100, 11))))));
        report.write();

        assertThat(report.file())
                .content()
                .contains(
                        "# A title",
                        "./made --quick",
                        "A note.",
                        "| 100/s | A | 11 (10–12) | 2.50 (0–5) |",
                        "| 100/s | B | not given | – |",
                        "(made-line.svg)");
        JsonNode json = new ObjectMapper()
                .readTree(directory.resolve("deep/er/made.json").toFile());
        assertThat(json.at("/tables/0/rows/0/figures/lost")).hasToString("[0.0,5.0]");
        assertThat(json.at("/tables/0/rows/1/remark").asText()).isEqualTo("not given");
        assertThat(Files.readString(directory.resolve("deep/er/made-line.svg"))).startsWith("<svg");
    }

    @Test
    void add_figuresThatAreMissing_areNoneAndNotZero() {
        table.add("100/s", "A", Double.NaN, 1);

        assertThat(table.figures(new Table.Key("100/s", "A"), "µs")).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> table.add("100/s", "A", 1));
    }

    @Test
    void svg_everyKindOfAxis_isXmlWithItsTexts() throws ParserConfigurationException, IOException, SAXException {
        List<Plot.Series> series = List.of(
                new Plot.Series("one <&>", List.of(Plot.Point.of(0, 0), Plot.Point.of(1, 250))),
                new Plot.Series("without points", List.of()));
        for (Axis x : List.of(Axis.names("fault", List.of("reset", "slow")), Axis.linear("x"), Axis.log("x"))) {
            for (Axis y : List.of(Axis.linear("lost"), Axis.log("lost"))) {
                String svg = new Plot("A & B", x, y, series, List.of(new Plot.Mark(1, "kill -9"))).svg();

                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
                assertThat(svg)
                        .contains("A &amp; B", "one &lt;&amp;&gt;", "kill -9")
                        .doesNotContain("without points", "NaN");
            }
        }
    }

    @Test
    void slope_ofALine_isIts() {
        assertThat(Trend.slope(List.of(Plot.Point.of(0, 10), Plot.Point.of(1, 13), Plot.Point.of(2, 16))))
                .isEqualTo(3);
        assertThat(Trend.slope(List.of(Plot.Point.of(1, 10)))).isZero();
    }

    @Test
    void power_ofWhatGrowsWithTheRoot_isAHalf() {
        List<Plot.Point> points = List.of(Plot.Point.of(1, 3), Plot.Point.of(4, 6), Plot.Point.of(100, 30));

        assertThat(Trend.power(points)).isCloseTo(0.5, within(1e-9));
        assertThat(Trend.sentence(Trend.power(points))).isEqualTo("slope 0.50: ×1.41 when it doubles");
        assertThat(Trend.power(points.subList(0, 2))).isNaN();
        assertThat(Trend.sentence(Double.NaN)).isEqualTo("too few points for a slope");
    }

    @Test
    void options_namesWithValues_orTheUsualOnes() {
        Options options = Options.of("--rounds", "7", "--extent", "quick", "--native", "a");

        assertThat(options.rounds()).isEqualTo(7);
        assertThat(options.isQuick()).isTrue();
        assertThat(options.path("--native")).contains(Path.of("a").toAbsolutePath());
        assertThat(options.path("--daemon")).isEmpty();
        assertThat(Options.of().rounds()).isEqualTo(3);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Options.of("--out"))
                .withMessage("--out has no value: write one behind it");
    }

    @Test
    void axis_log_hasTicksWithinItsRangeAndKeepsOrder() {
        Axis axis = Axis.log("x");
        Axis.Range range = axis.range(List.of(12.0, 180_000.0));

        assertThat(axis.ticks(range))
                .isNotEmpty()
                .allSatisfy(tick -> assertThat(axis.place(tick, range)).isBetween(-0.001, 1.001));
        assertThat(axis.place(12, range)).isLessThan(axis.place(13, range)).isNotNegative();
        assertThat(axis.place(0, range)).isZero();
    }
}
