// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A plot as SVG: series of points with their spread, joined by lines where the axis is one of numbers, and marks where
 * something happened.
 */
public record Plot(String title, Axis x, Axis y, List<Series> series, List<Mark> marks) {

    private static final int WIDTH = 900;
    private static final int HEIGHT = 440;
    private static final int LEFT = 84;
    private static final int RIGHT = 40;
    private static final int TOP = 46;
    private static final int LEGEND_ROW = 18;
    private static final int BELOW = 58;
    private static final double CHARACTER = 6.3;

    /** Colours that people who do not tell red from green can tell apart, by Okabe and Ito. */
    private static final List<String> COLOURS =
            List.of("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000");

    /**
     * A value and its spread.
     *
     * @param least the value itself where there was one round
     */
    public record Point(double x, double y, double least, double most) {

        public static Point of(double x, Number y) {
            return new Point(x, y.doubleValue(), y.doubleValue(), y.doubleValue());
        }

        public static Point of(double x, Figures figures) {
            return new Point(x, figures.median(), figures.least(), figures.most());
        }
    }

    /** What belongs together. */
    public record Series(String name, List<Point> points) {

        public Series {
            points = List.copyOf(points);
        }
    }

    /** Something that happened at {@code x}. */
    public record Mark(double x, String what) {}

    public Plot {
        series = series.stream().filter(one -> !one.points().isEmpty()).toList();
        marks = List.copyOf(marks);
    }

    public Plot(String title, Axis x, Axis y, List<Series> series) {
        this(title, x, y, series, List.of());
    }

    /** The picture. */
    public String svg() {
        return new Drawing(this).draw();
    }

    private static final class Drawing {

        private final Plot plot;
        private final Axis.Range across;
        private final Axis.Range up;
        private final int bottom;
        private final int height;
        private final StringBuilder svg = new StringBuilder();

        Drawing(Plot plot) {
            this.plot = plot;
            List<Plot.Point> points =
                    plot.series().stream().flatMap(one -> one.points().stream()).toList();
            this.across = plot.x()
                    .range(Stream.concat(
                                    points.stream().map(Point::x),
                                    plot.marks().stream().map(Mark::x))
                            .toList());
            this.up = plot.y()
                    .range(points.stream()
                            .flatMap(point -> Stream.of(point.least(), point.most()))
                            .toList());
            this.bottom = HEIGHT - BELOW;
            this.height = HEIGHT + LEGEND_ROW * legendRows();
        }

        String draw() {
            add(
                    "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {} {}\" font-family=\"sans-serif\""
                            + " font-size=\"12\">",
                    WIDTH,
                    height);
            add("<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>");
            text(LEFT, 24, "start", 15, plot.title());
            grid();
            marks();
            for (int i = 0; i < plot.series().size(); i++) {
                series(plot.series().get(i), COLOURS.get(i % COLOURS.size()));
            }
            legend();
            return svg.append("</svg>\n").toString();
        }

        private void grid() {
            for (double tick : plot.x().ticks(across)) {
                double x = x(tick);
                add("<line x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\" stroke=\"#e4e4e4\"/>", x, TOP, x, bottom);
                text(x, bottom + 18, "middle", 12, plot.x().label(tick));
            }
            for (double tick : plot.y().ticks(up)) {
                double y = y(tick);
                add("<line x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\" stroke=\"#e4e4e4\"/>", LEFT, y, WIDTH - RIGHT, y);
                text(LEFT - 8, y + 4, "end", 12, plot.y().label(tick));
            }
            add(
                    "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"none\" stroke=\"#888\"/>",
                    LEFT,
                    TOP,
                    WIDTH - LEFT - RIGHT,
                    bottom - TOP);
            text(
                    (LEFT + WIDTH - RIGHT) / 2.0,
                    bottom + 40,
                    "middle",
                    12,
                    plot.x().title());
            add(
                    "<text transform=\"translate(18 {}) rotate(-90)\" text-anchor=\"middle\">{}</text>",
                    (TOP + bottom) / 2,
                    escaped(plot.y().title()));
        }

        private void marks() {
            for (Mark mark : plot.marks()) {
                add(
                        "<g><title>{}</title><line x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\" stroke=\"#999\""
                                + " stroke-dasharray=\"2 4\"/></g>",
                        escaped(mark.what()),
                        x(mark.x()),
                        TOP,
                        x(mark.x()),
                        bottom);
            }
        }

        private void series(Series series, String colour) {
            List<String> line = new ArrayList<>();
            int index = plot.series().indexOf(series);
            for (Point point : series.points()) {
                double x = x(point.x()) + aside(index);
                line.add(number(x) + "," + number(y(point.y())));
                add(
                        "<line x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\" stroke=\"{}\" stroke-width=\"2\""
                                + " opacity=\"0.5\"/>",
                        x,
                        y(point.least()),
                        x,
                        y(point.most()),
                        colour);
                if (series.points().size() <= 60) {
                    add(
                            "<circle cx=\"{}\" cy=\"{}\" r=\"4\" fill=\"{}\"><title>{}: {}</title></circle>",
                            x,
                            y(point.y()),
                            colour,
                            escaped(series.name()),
                            Figures.text(point.y()));
                }
            }
            if (plot.x().scale() != Axis.Scale.NAMES) {
                add(
                        "<polyline points=\"{}\" fill=\"none\" stroke=\"{}\" stroke-width=\"1.8\"/>",
                        String.join(" ", line),
                        colour);
            }
        }

        /** Series stand side by side where they share a place that has a name. */
        private double aside(int index) {
            return plot.x().scale() == Axis.Scale.NAMES
                    ? (index - (plot.series().size() - 1) / 2.0) * 12
                    : 0;
        }

        private void legend() {
            double x = LEFT;
            int y = HEIGHT;
            for (int i = 0; i < plot.series().size(); i++) {
                String name = plot.series().get(i).name();
                if (x > LEFT && x + legendWidth(name) > WIDTH - RIGHT) {
                    x = LEFT;
                    y += LEGEND_ROW;
                }
                add(
                        "<rect x=\"{}\" y=\"{}\" width=\"12\" height=\"4\" fill=\"{}\"/>",
                        x,
                        y - 6,
                        COLOURS.get(i % COLOURS.size()));
                text(x + 18, y, "start", 12, name);
                x += legendWidth(name);
            }
        }

        private int legendRows() {
            int rows = 1;
            double x = LEFT;
            for (Series one : plot.series()) {
                if (x > LEFT && x + legendWidth(one.name()) > WIDTH - RIGHT) {
                    x = LEFT;
                    rows++;
                }
                x += legendWidth(one.name());
            }
            return rows;
        }

        private static double legendWidth(String name) {
            return 40 + CHARACTER * name.length();
        }

        private double x(double value) {
            return LEFT + plot.x().place(value, across) * (WIDTH - LEFT - RIGHT);
        }

        private double y(double value) {
            return bottom - plot.y().place(value, up) * (bottom - TOP);
        }

        private void text(double x, double y, String anchor, int size, String text) {
            add(
                    "<text x=\"{}\" y=\"{}\" text-anchor=\"{}\" font-size=\"{}\">{}</text>",
                    x,
                    y,
                    anchor,
                    size,
                    escaped(text));
        }

        /** One line; each {@code {}} stands for the next value. */
        private void add(String template, Object... values) {
            String[] texts = template.split("\\{}", -1);
            for (int i = 0; i < texts.length; i++) {
                svg.append(texts[i]).append(i == texts.length - 1 ? "\n" : text(values[i]));
            }
        }

        private static String text(Object value) {
            return value instanceof Double number ? number(number) : String.valueOf(value);
        }

        private static String number(double value) {
            return String.format(Locale.ROOT, "%.1f", value);
        }

        private static String escaped(String text) {
            return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        }
    }
}
