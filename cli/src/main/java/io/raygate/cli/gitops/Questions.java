// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.gitops;

import io.raygate.cli.Console;
import io.raygate.cli.Failure;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks for what the command line leaves out, where there is somebody to ask.
 *
 * @param line reads an answer; empty where nobody is there
 */
record Questions(Console console, Supplier<Optional<String>> line) {

    /** Of this process: asks where both ends are a terminal. */
    static Questions of(Console console) {
        return new Questions(
                console,
                () -> console.isTerminal()
                        ? Optional.ofNullable(System.console()).map(terminal -> terminal.readLine())
                        : Optional.empty());
    }

    /**
     * The value of an option.
     *
     * @param option as the command line has it
     * @param question what it is, with an example
     * @throws Failure where it is given nowhere
     */
    String answer(@Nullable String given, String option, String question) {
        if (given != null) {
            return given;
        }
        console.out().print(question + ": ");
        console.out().flush();
        return line.get()
                .map(String::strip)
                .filter(answer -> !answer.isEmpty())
                .orElseThrow(() -> Failure.misused(
                        "without a terminal every option is needed, and " + option + " is missing: " + question));
    }

    /** The same with a value for those who have none. */
    String answer(@Nullable String given, String otherwise) {
        return given == null ? otherwise : given;
    }
}
