// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.validate;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The validator beside Jackson's tokens, and the gateway's stages beside tree and schema library, on every input in one
 * virtual machine: {@code MeasureValidation [WARM-UP SECONDS] [SECONDS] [WINDOWS]}. All take turns of some milliseconds, so
 * that what else the machine does falls on all of them; each sees every input, as in production. Prints, for each window,
 * medians of the thread's processor time.
 */
public final class MeasureValidation {

    private static final long TURN_BYTES = 1 << 20;
    private static final int SLOW_SHARE = 8;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final Map<Input, Course> courses = new EnumMap<>(Input.class);

    private MeasureValidation() {
        Arrays.stream(Input.values()).filter(Input::isPresent).forEach(input -> courses.put(input, new Course(input)));
    }

    /** All that is measured on one input. */
    private final class Course {

        private final Contender.Documents documents;
        private final Map<Contender, List<Double>> nanos = new EnumMap<>(Contender.class);
        private final Contender.Work work = new Contender.Work();
        private final int turns;

        Course(Input input) {
            documents = Contender.Documents.of(input);
            turns = (int) Math.max(1, TURN_BYTES / documents.bytes());
        }

        void clear() {
            nanos.clear();
        }

        void round() {
            for (Contender contender : Contender.values()) {
                int times = contender.usesTree() ? Math.max(1, turns / SLOW_SHARE) : turns;
                long before = threads.getCurrentThreadCpuTime();
                for (int i = 0; i < times; i++) {
                    contender.run(work, documents);
                }
                double spent = threads.getCurrentThreadCpuTime() - before;
                nanos.computeIfAbsent(contender, key -> new ArrayList<>())
                        .add(spent / times / documents.bodies().size());
            }
        }

        double median(Contender contender) {
            double[] sorted = nanos.getOrDefault(contender, List.of()).stream()
                    .mapToDouble(Double::doubleValue)
                    .sorted()
                    .toArray();
            return sorted[sorted.length / 2];
        }

        double ratio(Contender of, Contender to) {
            return median(of) / median(to);
        }
    }

    public static void main(String[] arguments) {
        int[] given = Arrays.stream(arguments).mapToInt(Integer::parseInt).toArray();
        int warmUp = given.length > 0 ? given[0] : 30;
        int seconds = given.length > 1 ? given[1] : 60;
        int windows = given.length > 2 ? given[2] : 1;
        MeasureValidation measure = new MeasureValidation();
        measure.rounds(warmUp);
        for (int window = 0; window < windows; window++) {
            measure.courses.values().forEach(Course::clear);
            measure.rounds(seconds);
            System.out.println("\nwindow " + (window + 1) + " of " + seconds + " s; ns of CPU a document, median\n");
            measure.print(System.out::println);
        }
        long seen = measure.courses.values().stream()
                .mapToLong(course -> course.work.seen())
                .sum();
        System.out.println("\nseen: " + seen);
    }

    private void rounds(int seconds) {
        long until = System.nanoTime() + 1_000_000_000L * seconds;
        do {
            courses.values().forEach(Course::round);
        } while (System.nanoTime() < until);
    }

    private void print(Consumer<String> out) {
        StringBuilder head = new StringBuilder("| input | bytes |");
        for (Contender contender : Contender.values()) {
            head.append(' ').append(contender.label()).append(" |");
        }
        out.accept(head + " validator to tokens | tree to validator | tree gateway to ours | redacting to not |");
        out.accept("|---|" + "--:|".repeat(Contender.values().length + 5));
        courses.forEach((input, course) -> out.accept(row(input, course)));
    }

    private static String row(Input input, Course course) {
        StringBuilder row = new StringBuilder("| " + input + " |");
        row.append(number(
                "%,.0f",
                (double) course.documents.bytes() / course.documents.bodies().size()));
        for (Contender contender : Contender.values()) {
            row.append(number("%,.0f", course.median(contender)));
        }
        return row.append(number("%.2f", course.ratio(Contender.VALIDATOR, Contender.TOKENS)))
                .append(number("%.1f", course.ratio(Contender.TREE, Contender.VALIDATOR)))
                .append(number("%.1f", course.ratio(Contender.TREE_GATEWAY, Contender.GATEWAY)))
                .append(number("%.2f", course.ratio(Contender.REDACTING_STAGES, Contender.STAGES)))
                .toString();
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, ' ' + format + " |", value);
    }
}
