// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
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
        return switch (misuse) {
            case UnmatchedArgumentException unmatched ->
                unknown(unmatched.getUnmatched().getFirst(), verb);
            case MissingParameterException missing
            when !missing.getMissing().isEmpty() -> missing(missing.getMissing().getFirst(), verb);
            case ParameterException other
            when other.getArgSpec() instanceof OptionSpec option && other.getValue() != null ->
                option.longestName() + " must be " + values(option) + ", but is '" + other.getValue() + "'";
            default ->
                Optional.ofNullable(misuse.getMessage())
                        .map(message -> message.lines().findFirst().orElse(""))
                        .orElse("not understood");
        };
    }

    private static String unknown(String argument, CommandLine verb) {
        if (argument.startsWith("-")) {
            return "unknown option '" + argument + "'";
        }
        return (verb.getParent() == null ? "unknown verb '" : "unexpected argument '") + argument + "'";
    }

    private static String missing(ArgSpec argument, CommandLine verb) {
        String who = argument instanceof OptionSpec option ? option.longestName() : verb.getCommandName();
        return who + " needs " + argument.paramLabel();
    }

    private static String values(OptionSpec option) {
        if (!option.type().isEnum()) {
            return "a number";
        }
        return Arrays.stream(option.type().getEnumConstants())
                .map(value -> value.toString().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(" or "));
    }
}
