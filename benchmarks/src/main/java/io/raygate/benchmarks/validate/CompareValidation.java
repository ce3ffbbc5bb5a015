// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.validate;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs {@link ValidateBenchmark} with the profilers of CPU and gc and prints its medians side by side, as a table in Markdown.
 * Without a corpus that row is absent.
 *
 * <p>Arguments: those of JMH, for example {@code -f 1 -wi 2} for a first look.
 */
public final class CompareValidation {

    private static final List<String> METHODS =
            List.of("byteLoop", "jacksonTokens", "validate", "validateAndEnrich", "treeAndSchema");

    private static final String ALLOCATED = "gc.alloc.rate.norm";

    private CompareValidation() {}

    /** Takes some five minutes. */
    public static void main(String[] arguments) throws RunnerException, CommandLineOptionException {
        String[] inputs = present().stream().map(Input::name).toArray(String[]::new);
        OptionsBuilder options = new OptionsBuilder();
        options.parent(new CommandLineOptions(arguments))
                .include("\\." + ValidateBenchmark.class.getSimpleName() + "\\.")
                .param("input", inputs)
                .addProfiler(GCProfiler.class)
                .addProfiler(CpuProfiler.class);
        print(new Runner(options.build()).run());
    }

    private static List<Input> present() {
        return Arrays.stream(Input.values()).filter(Input::isPresent).toList();
    }

    private static void print(Collection<RunResult> results) {
        PrintStream out = System.out;
        out.println("\nns of CPU a document, median\n");
        table(out, medians(results, CpuProfiler.LABEL), true);
        out.println("\nns on the clock a document, median\n");
        table(out, medians(results, ""), true);
        out.println("\nB allocated a document, median\n");
        table(out, medians(results, ALLOCATED), false);
    }

    /** By input and method, of the secondary result {@code label}; of the primary one where that is empty. */
    private static Map<String, Double> medians(Collection<RunResult> results, String label) {
        Map<String, Double> medians = new HashMap<>();
        for (RunResult run : results) {
            Result<?> primary = run.getPrimaryResult();
            Result<?> result =
                    label.isEmpty() ? primary : run.getSecondaryResults().get(label);
            if (result != null) {
                String cell = run.getParams().getParam("input") + "." + primary.getLabel();
                medians.put(cell, result.getStatistics().getPercentile(50));
            }
        }
        return medians;
    }

    private static void table(PrintStream out, Map<String, Double> cells, boolean ratio) {
        out.println(
                "| input | documents | mean bytes | " + String.join(" | ", METHODS) + (ratio ? " | ratio |" : " |"));
        out.println("|---|" + "--:|".repeat(METHODS.size() + (ratio ? 3 : 2)));
        for (Input input : present()) {
            List<byte[]> documents = input.documents();
            StringBuilder row = new StringBuilder("| " + input + " | " + documents.size());
            row.append(number(documents.stream()
                    .mapToInt(document -> document.length)
                    .average()
                    .orElse(0)));
            METHODS.forEach(method -> row.append(number(cells.getOrDefault(input + "." + method, Double.NaN))));
            if (ratio) {
                double tree = cells.getOrDefault(input + ".treeAndSchema", Double.NaN);
                double fast = cells.getOrDefault(input + ".validateAndEnrich", Double.NaN);
                row.append(String.format(Locale.ROOT, " | %.1f", tree / fast));
            }
            out.println(row.append(" |"));
        }
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, " | %,.0f", value);
    }
}
