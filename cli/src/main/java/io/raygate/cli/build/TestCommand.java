// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.build;

import io.raygate.cli.Home;
import io.raygate.cli.Raygate;
import io.raygate.cli.process.Foreground;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/**
 * {@code test}: all that CI does. The script runs Maven itself, because the build replaces the jar of this command line; this
 * class serves {@code --help}, and those who start the jar.
 */
@Command(
        name = "test",
        description = "Build everything and run all tests: ./mvnw -B -ntp -T2 verify. This is all that CI does.",
        footer = {
            "",
            "With -Draygate.long, tests of random input and of load run for much longer.",
            "With Go 1.26 and git, it also builds a real API server and Argo CD, which takes about ten",
            "minutes the first time, and tests gitops/ with them. With root on Debian or Ubuntu as well, it",
            "runs the forwarder's image on a real node."
        })
public final class TestCommand implements Callable<Integer> {

    /** The tests that run on request look at it; the script knows it too. */
    private static final String ALL = "-Draygate.all=true";

    @ParentCommand
    private Raygate raygate;

    @Option(names = "--all", description = "Also run the tests that are too long for every run.")
    private boolean all;

    @Parameters(paramLabel = "OPTION", arity = "0..*", description = "More options for Maven.")
    private List<String> options = new ArrayList<>();

    /** For picocli. */
    @SuppressWarnings("NullAway.Init")
    public TestCommand() {}

    @Override
    public Integer call() {
        raygate.home().requireSources("test");
        Path root = raygate.home().root();
        List<String> command = new ArrayList<>(List.of(root.resolve("mvnw").toString(), "-B", "-ntp", "-T2", "verify"));
        if (all) {
            command.add(ALL);
        }
        command.addAll(options);
        return Foreground.run(root, Map.of("JAVA_HOME", Home.javaHome().toString()), command);
    }
}
