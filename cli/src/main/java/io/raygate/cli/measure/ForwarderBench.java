// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.measure;

import io.raygate.cli.Failure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The benches that run the packaged forwarder: some numbers, then the forwarders that are compared. */
enum ForwarderBench {
    START("StartForwarder", "ROUNDS=5"),
    RESTART("RestartForwarder", "ROUNDS=3 SEGMENTS/S=1000 SECONDS=12"),
    IDLE("IdleForwarder", "SETTLING-S=30 MEASURED-S=30 SEGMENTS/S=10"),
    LOAD("LoadForwarder", "SEGMENTS/S=20000 WARM-UP-S=20 MEASURED-S=20"),
    SPANS("LoadSpans", "SPANS/S=100000 WARM-UP-S=20 MEASURED-S=20");

    private static final String AS_STARTED = "as started:" + ForwarderFlags.TEXT;
    private static final String BUSY = "busy=";
    private static final String COLLECTOR = "collector=";

    private final String simpleName;
    private final String numbers;

    /** @param numbers names and defaults of the arguments that are whole numbers */
    ForwarderBench(String simpleName, String numbers) {
        this.simpleName = simpleName;
        this.numbers = numbers;
    }

    /** Of the main class. */
    String simpleName() {
        return simpleName;
    }

    /**
     * Numbers where none are given, forwarders where there are no more than the numbers.
     *
     * @throws Failure naming the argument that is wrong
     */
    List<String> complete(List<String> given) {
        List<String> arguments = new ArrayList<>(given);
        int forwarders = 0;
        for (String number : numbers.split(" ", -1)) {
            String[] nameAndDefault = number.split("=", 2);
            if (given.isEmpty()) {
                arguments.add(nameAndDefault[1]);
            }
            check(nameAndDefault[0], forwarders < arguments.size() ? arguments.get(forwarders) : "");
            forwarders++;
        }
        String option = forwarders < arguments.size() ? arguments.get(forwarders) : "";
        if (this == START && option.startsWith(BUSY)) {
            check(BUSY + "N", option.substring(BUSY.length()));
            forwarders++;
        }
        if (this == SPANS && option.startsWith(COLLECTOR)) {
            arguments.set(forwarders, COLLECTOR + executable(option.substring(COLLECTOR.length())));
            forwarders++;
        }
        arguments.subList(forwarders, arguments.size()).forEach(this::checkForwarder);
        if (arguments.size() == forwarders) {
            arguments.addAll(this == START ? List.of("plain:", AS_STARTED) : List.of(AS_STARTED));
        }
        return arguments;
    }

    private void check(String argument, String value) {
        boolean isNumber = value.matches("[0-9]{1,9}") && Integer.parseInt(value) > 0;
        if (!isNumber) {
            throw wrong(argument + (value.isEmpty() ? " is missing" : " is '" + value + "'")
                    + "; write a whole number from 1 to 999999999");
        }
    }

    /** Absolute, since a bench runs in the directory of the repository. */
    private Path executable(String text) {
        Path path = Path.of(text).toAbsolutePath();
        if (text.isEmpty() || Files.isDirectory(path) || !Files.isExecutable(path)) {
            throw wrong(COLLECTOR + "PATH is '" + text + "'; write the path of an executable");
        }
        return path;
    }

    private void checkForwarder(String text) {
        String words = text.substring(text.indexOf(':') + 1);
        if (text.indexOf(':') < 1) {
            throw wrong("FORWARDER is '" + text + "'; write NAME:[PROGRAM] [OPTIONS]");
        }
        Arrays.stream(words.split(" ", -1))
                .filter(word -> !word.isEmpty())
                .findFirst()
                .filter(word -> word.contains("/") && !word.startsWith("-") && !word.startsWith("@"))
                .map(Path::of)
                .filter(program -> !isForwarder(program))
                .ifPresent(program -> {
                    throw wrong("PROGRAM is '" + program
                            + "'; write a native executable, or a directory that holds quarkus-run.jar");
                });
    }

    private static boolean isForwarder(Path program) {
        return Files.isDirectory(program)
                ? Files.exists(program.resolve("quarkus-run.jar"))
                : Files.isExecutable(program);
    }

    private Failure wrong(String what) {
        return Failure.misused(
                "bench " + name().toLowerCase(Locale.ROOT) + ": " + what + "; see ./raygate bench --help");
    }
}
