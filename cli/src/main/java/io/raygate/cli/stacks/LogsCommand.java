// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.stacks;

import io.raygate.cli.Console;
import io.raygate.cli.Failure;
import io.raygate.cli.LogFile;
import io.raygate.cli.Raygate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code logs}: what the parts of a stack have written. */
@Command(
        name = "logs",
        description = "Print the logs of a stack, whether it is running or not.",
        footer = {"", "Parts: local-stack, gateway, edge-forwarder, demo-shop, build. Default: all."})
public final class LogsCommand implements Callable<Integer> {

    private static final int LOOK_AGAIN_MILLIS = 250;
    private static final String EXTENSION = ".log";

    @ParentCommand
    private Raygate raygate;

    @Mixin
    private PortOffset portOffset = new PortOffset();

    @Option(
            names = {"-f", "--follow"},
            description = "Keep printing what is added, until Ctrl-C.")
    private boolean follow;

    @Option(
            names = {"-n", "--lines"},
            paramLabel = "N",
            defaultValue = "30",
            description = "Print the last N lines of each (default 30).")
    private int lines;

    @Parameters(paramLabel = "PART", arity = "0..*", description = "Parts whose logs to print.")
    private List<String> parts = new ArrayList<>();

    /** For picocli. */
    @SuppressWarnings("NullAway.Init")
    public LogsCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (lines < 0) {
            throw Failure.misused("--lines must be at least 0, but is " + lines);
        }
        List<Path> files = files();
        Map<Path, Long> shown = new HashMap<>();
        for (Path file : files) {
            LogFile log = new LogFile(file);
            shown.put(file, log.length());
            print(file, log.last(lines));
        }
        CountDownLatch never = new CountDownLatch(1);
        while (follow && !never.await(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS)) {
            for (Path file : files) {
                shown.compute(file, (path, position) -> printAdded(path, position == null ? 0 : position));
            }
        }
        return 0;
    }

    private List<Path> files() throws IOException {
        Path directory = raygate.home().logs(portOffset.ports().offset());
        List<Path> all = Files.isDirectory(directory) ? logsIn(directory) : List.of();
        if (all.isEmpty()) {
            throw Failure.of(
                    "there are no logs in " + raygate.home().shown(directory) + ": start a stack with ./raygate up");
        }
        if (parts.isEmpty()) {
            return all;
        }
        return parts.stream().map(part -> find(part, all)).toList();
    }

    private static List<Path> logsIn(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(EXTENSION))
                    .sorted()
                    .toList();
        }
    }

    private static Path find(String part, List<Path> all) {
        return all.stream()
                .filter(file -> file.getFileName().toString().equals(part + EXTENSION))
                .findFirst()
                .orElseThrow(() -> Failure.misused("there is no log of '" + part + "'; choose from "
                        + String.join(", ", all.stream().map(LogsCommand::part).toList())));
    }

    private static String part(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.length() - EXTENSION.length());
    }

    private void print(Path file, List<String> text) {
        Console console = raygate.console();
        console.say("==> " + part(file));
        text.forEach(console::say);
    }

    /** Gives the position up to which it has been printed. */
    private long printAdded(Path file, long position) {
        try {
            LogFile.Added added = new LogFile(file).added(position);
            if (!added.lines().isEmpty()) {
                print(file, added.lines());
            }
            return added.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
