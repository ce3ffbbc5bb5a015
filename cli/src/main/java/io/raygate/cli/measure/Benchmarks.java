// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.measure;

import io.raygate.cli.Failure;
import io.raygate.cli.Home;
import io.raygate.cli.Raygate;
import io.raygate.cli.build.Build;
import io.raygate.cli.build.Maven;
import io.raygate.cli.process.Foreground;
import io.raygate.cli.process.Signals;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The module {@code benchmarks}, whose programs run in this one's place.
 *
 * @param verb for complaints
 */
record Benchmarks(Raygate raygate, String verb) {

    /** What a bench of the whole path runs. */
    static final List<String> WHOLE_PATH = List.of("edge-forwarder", "gateway-lambda", "local-stack", "benchmarks");

    private static final Pattern TIME = Pattern.compile("([0-9]{1,6})(s|m|h)");
    private static final int MOST_SECONDS = 7 * 86_400;

    /** Builds the modules. */
    void build(List<String> modules) {
        Home home = raygate.home();
        home.requireSources(verb);
        try (Signals signals = Signals.hear()) {
            new Build(new Maven(home, raygate.console(), signals))
                    .all(home.work().resolve("bench/build.log"), modules);
        }
    }

    /** Runs a program to its end, in the directory of the repository. */
    int run(String mainClass, List<String> arguments) {
        Home home = raygate.home();
        home.requireSources(verb);
        Path jar = home.root().resolve("benchmarks/target/benchmarks.jar");
        if (!Files.exists(jar)) {
            throw Failure.of(home.shown(jar) + " is missing: run ./raygate " + verb + " without --no-build");
        }
        List<String> command = new ArrayList<>(List.of(
                Home.java().toString(), "--enable-native-access=ALL-UNNAMED", "-cp", jar.toString(), mainClass));
        command.addAll(arguments);
        return Foreground.run(home.root(), Map.of(), command);
    }

    /** What was typed, for the report. */
    static String commandLine(CommandSpec spec) {
        return "./raygate "
                + String.join(" ", spec.root().commandLine().getParseResult().originalArgs());
    }

    /** The path of an executable, absolute, since a bench runs in the directory of the repository. */
    static Path executable(String option, Path given) {
        Path path = given.toAbsolutePath().normalize();
        if (Files.isDirectory(path) || !Files.isExecutable(path)) {
            throw Failure.misused(option + " " + given + ": name an executable");
        }
        return path;
    }

    /** Adds an option where its executable was given. */
    static void addExecutable(List<String> arguments, String option, @Nullable Path given) {
        if (given != null) {
            arguments.addAll(List.of(option, executable(option, given).toString()));
        }
    }

    /** The path of a file, absolute. */
    static Path file(String option, Path given) {
        Path path = given.toAbsolutePath().normalize();
        if (!Files.isRegularFile(path)) {
            throw Failure.misused(option + " " + given + ": name a file");
        }
        return path;
    }

    /** Refuses a number that is out of its range. */
    static void check(String option, long value, long least, long most) {
        if (value < least || value > most) {
            throw Failure.misused(option + " must be a number from " + least + " to " + most + ", but is " + value);
        }
    }

    /** Seconds of a time such as {@code 30m}. */
    static String seconds(String option, String text) {
        Matcher matcher = TIME.matcher(text);
        if (!matcher.matches()) {
            throw Failure.misused(option + " is '" + text + "': write a time such as 30s, 30m or 2h");
        }
        int unit = matcher.group(2).equals("h") ? 3_600 : matcher.group(2).equals("m") ? 60 : 1;
        long seconds = Long.parseLong(matcher.group(1)) * unit;
        if (seconds < 1 || seconds > MOST_SECONDS) {
            throw Failure.misused(option + " is '" + text + "': write a time from 1s to 168h");
        }
        return Long.toString(seconds);
    }
}
