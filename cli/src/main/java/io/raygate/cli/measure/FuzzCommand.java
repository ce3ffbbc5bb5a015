// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.measure;

import io.raygate.cli.Console;
import io.raygate.cli.Failure;
import io.raygate.cli.Home;
import io.raygate.cli.Raygate;
import io.raygate.cli.build.Maven;
import io.raygate.cli.process.Foreground;
import io.raygate.cli.process.Signals;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code fuzz}: looks for documents on which the two validators disagree. */
@Command(
        name = "fuzz",
        description = {
            "Look for documents on which the two validators disagree.",
            "",
            "Feeds made-up documents, guided by coverage (Jazzer), to the fast validator in both",
            "modes and to the schema library. Fails if they disagree or throw: the document is",
            "then kept in schemas/segment-schema/src/test/resources, and `./raygate test` tries it from",
            "then on. What was learnt stays in .raygate/fuzz, so that the next run goes on from there.",
            ""
        })
public final class FuzzCommand implements Callable<Integer> {

    private static final int MAX_SECONDS = 999_999;
    private static final int MAX_DOCUMENT_BYTES = 6_000;
    private static final String MODULE = "schemas/segment-schema";
    private static final Pattern TOLD =
            Pattern.compile("^== Java|^#[0-9]+\\s+(INITED|pulse|DONE)|Test unit written|^Done|^stat::");

    @ParentCommand
    private Raygate raygate;

    @Option(names = "--seconds", paramLabel = "N", defaultValue = "60", description = "How long to run (default 60).")
    private int seconds;

    /** For picocli. */
    @SuppressWarnings("NullAway.Init")
    public FuzzCommand() {}

    @Override
    public Integer call() throws IOException {
        Home home = raygate.home();
        home.requireSources("fuzz");
        if (seconds < 1 || seconds > MAX_SECONDS) {
            throw Failure.misused("--seconds must be a number from 1 to " + MAX_SECONDS + ", but is " + seconds);
        }
        Path module = home.root().resolve(MODULE);
        Path work = home.work().resolve("fuzz");
        Path found = module.resolve("src/test/resources/io/raygate/schema/fuzz");
        for (Path directory : List.of(work.resolve("seeds"), work.resolve("corpus"), found)) {
            Files.createDirectories(directory);
        }
        String classpath = build(home, module, work);
        // the examples of docs/segment-format.md are what it starts from
        List<String> seeds = List.of(
                Home.java().toString(),
                "-cp",
                classpath,
                "io.raygate.schema.FuzzSeeds",
                work.resolve("seeds").toString());
        if (Foreground.run(module, Map.of(), seeds) != 0) {
            throw Failure.of("the seeds could not be written to " + home.shown(work.resolve("seeds")));
        }
        int status = fuzz(module, work, found, classpath);
        if (status != 0) {
            throw Failure.of("the fuzzer ended with status " + status
                    + ": see .raygate/fuzz/fuzz.log; what it found is in " + home.shown(found));
        }
        return 0;
    }

    private String build(Home home, Path module, Path work) throws IOException {
        Console console = raygate.console();
        console.say("Building " + MODULE + " (log: .raygate/fuzz/build.log)");
        Path classpath = work.resolve("classpath");
        List<String> arguments = List.of(
                "-pl",
                MODULE,
                "test-compile",
                "dependency:build-classpath",
                "-Dspotless.check.skip=true",
                "-Dmdep.outputFile=" + classpath);
        try (Signals signals = Signals.hear()) {
            Maven maven = new Maven(home, console, signals);
            try (var _ = maven.alone()) {
                maven.run(work.resolve("build.log"), arguments);
            }
        }
        return module.resolve("target/test-classes") + ":" + module.resolve("target/classes") + ":"
                + Files.readString(classpath).strip();
    }

    private int fuzz(Path module, Path work, Path found, String classpath) throws IOException {
        raygate.console().say("Fuzzing for " + seconds + " s (log: .raygate/fuzz/fuzz.log)");
        Process fuzzer = new ProcessBuilder(
                        Home.java().toString(),
                        "-Xmx1g",
                        "-XX:+EnableDynamicAgentLoading",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        classpath,
                        "com.code_intelligence.jazzer.Jazzer",
                        "--target_class=io.raygate.schema.DocumentFuzz",
                        "--instrumentation_includes=io.raygate.schema.*",
                        "--custom_hook_excludes=**",
                        "-max_total_time=" + seconds,
                        "-max_len=" + MAX_DOCUMENT_BYTES,
                        "-print_final_stats=1",
                        "-artifact_prefix=" + found + "/",
                        work.resolve("corpus").toString(),
                        work.resolve("seeds").toString())
                .directory(module.toFile())
                .redirectErrorStream(true)
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(fuzzer::destroyForcibly));
        try (BufferedReader output = fuzzer.inputReader();
                BufferedWriter log = Files.newBufferedWriter(work.resolve("fuzz.log"))) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                log.write(line + "\n");
                if (TOLD.matcher(line).find()) {
                    raygate.console().say(line);
                }
            }
            return fuzzer.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
