// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.flame;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordingFile;

/**
 * A flame graph as SVG, from the samples of processor time in a JFR recording: {@code FlameGraph RECORDING SVG METHOD TITLE}.
 * Draws what is called by {@code METHOD}, for example {@code Contender$2.run}. The recording needs
 * {@code jdk.CPUTimeSample#enabled=true}, which the JDK has on Linux since 25.
 */
public final class FlameGraph {

    private static final String SAMPLE = "jdk.CPUTimeSample";
    private static final int WIDTH = 1200;
    private static final int ROW = 18;
    private static final int TOP = 28;
    private static final double LEAST_WIDTH = 2.5;
    private static final double CHARACTER_WIDTH = 6.6;
    private static final int COLOURS = 5;

    private final StringBuilder svg = new StringBuilder();
    private final double perSample;
    private final int height;

    private FlameGraph(Frames root, String title) {
        this.perSample = (double) WIDTH / root.samples();
        this.height = TOP + ROW * root.depth(LEAST_WIDTH / perSample);
        svg.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"monospace\""
                        + " font-size=\"11\">%n<rect width=\"100%%\" height=\"100%%\" fill=\"#fff\"/>%n"
                        + "<text x=\"4\" y=\"17\" font-size=\"13\">%s, %,d samples</text>%n",
                WIDTH,
                height,
                escaped(title),
                root.samples()));
    }

    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 4) {
            throw new IllegalArgumentException("needed: RECORDING SVG METHOD TITLE");
        }
        Frames root = read(Path.of(arguments[0]), arguments[2]);
        if (root.samples() == 0) {
            throw new IllegalArgumentException("no " + SAMPLE + " within " + arguments[2] + " in " + arguments[0]);
        }
        FlameGraph graph = new FlameGraph(root, arguments[3]);
        graph.draw(root, 0, 1);
        Files.writeString(Path.of(arguments[1]), graph.svg.append("</svg>\n"));
    }

    private static Frames read(Path recording, String within) throws IOException {
        Frames root = new Frames();
        try (RecordingFile file = new RecordingFile(recording)) {
            while (file.hasMoreEvents()) {
                RecordedEvent event = file.readEvent();
                if (event.getEventType().getName().equals(SAMPLE) && event.getStackTrace() != null) {
                    List<String> methods = methods(event);
                    int from = methods.indexOf(within);
                    if (from >= 0) {
                        root.add(methods.subList(from + 1, methods.size()));
                    }
                }
            }
        }
        return root;
    }

    /** From the outermost inwards. */
    private static List<String> methods(RecordedEvent event) {
        List<String> methods = new ArrayList<>();
        event.getStackTrace().getFrames().forEach(frame -> methods.add(name(frame.getMethod())));
        Collections.reverse(methods);
        return methods;
    }

    private static String name(RecordedMethod method) {
        String type = method.getType().getName().replaceFirst("\\$\\$Lambda.*", "\\$lambda");
        return type.substring(type.lastIndexOf('.') + 1) + "." + method.getName();
    }

    private void draw(Frames frames, double left, int row) {
        double x = left;
        for (var callee : frames.callees().entrySet()) {
            double width = callee.getValue().samples() * perSample;
            if (width >= LEAST_WIDTH) {
                box(callee.getKey(), x, row, width);
                draw(callee.getValue(), x, row + 1);
            }
            x += width;
        }
    }

    /** The outermost method stands at the bottom. */
    private void box(String name, double x, int row, double width) {
        int y = height - ROW * row;
        int characters = (int) (width / CHARACTER_WIDTH) - 1;
        String label = characters < 3 ? "" : name.substring(0, Math.min(name.length(), characters));
        int hue = 15 + 9 * Math.floorMod(name.substring(0, name.indexOf('.')).hashCode(), COLOURS);
        svg.append(String.format(
                Locale.ROOT,
                "<g><title>%s %.1f %%</title><rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\""
                        + " fill=\"hsl(%d,80%%,68%%)\"/><text x=\"%.1f\" y=\"%d\">%s</text></g>%n",
                escaped(name),
                100 * width / WIDTH,
                x,
                y,
                Math.max(width - 0.5, 0.5),
                ROW - 1,
                hue,
                x + 3,
                y + ROW - 5,
                escaped(label)));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
