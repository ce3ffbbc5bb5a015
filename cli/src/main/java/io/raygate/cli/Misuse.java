// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli;

import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * One line for a command line that is not understood.
 *
 * @param console takes the line
 */
record Misuse(Console console) implements IParameterExceptionHandler {

    @Override
    public int handleParseException(ParameterException misuse, String[] arguments) {
        CommandLine verb = misuse.getCommandLine();
        console.complain(
                sentence(misuse, verb) + "; see " + verb.getCommandSpec().qualifiedName(" ") + " --help");
        return Failure.MISUSED;
    }

    private static String sentence(ParameterException misuse, CommandLine verb) {
        boolean isVerb = verb.getParent() != null;
        return switch (misuse) {
            case UnmatchedArgumentException unmatched -> {
                String first = unmatched.getUnmatched().getFirst();
                yield isVerb || first.startsWith("-")
                        ? (isVerb ? verb.getCommandName() : "raygate") + " does not know '" + first + "'"
                        : "there is no verb '" + first + "'";
            }
            case MissingParameterException missing
            when isVerb && !missing.getMissing().isEmpty() ->
                verb.getCommandName() + " needs " + label(missing.getMissing().getFirst());
            default ->
                Optional.ofNullable(misuse.getMessage())
                        .map(message -> message.lines().findFirst().orElse(""))
                        .orElse("not understood");
        };
    }

    private static String label(ArgSpec argument) {
        return argument.paramLabel();
    }
}
