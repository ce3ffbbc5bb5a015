// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.limit;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What {@code --explain} is asked.
 *
 * @param workloads  file that says who has which address
 * @param source     sender of the documents that name none
 * @param perSecond  how fast documents come; absent: all at one moment
 */
record ExplainOptions(Path policy, Optional<Path> workloads, InetAddress source, OptionalDouble perSecond) {

    /**
     * Reads the arguments behind {@code --explain}.
     *
     * @throws IllegalArgumentException with one line that says what is wrong
     */
    static ExplainOptions parse(List<String> arguments) {
        Optional<Path> policy = Optional.empty();
        Optional<Path> workloads = Optional.empty();
        InetAddress source = InetAddress.getLoopbackAddress();
        OptionalDouble perSecond = OptionalDouble.empty();
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            String argument = rest.next();
            switch (argument) {
                case "--workloads" -> workloads = Optional.of(Path.of(valueOf(argument, rest)));
                case "--source" -> source = address(valueOf(argument, rest));
                case "--rate" -> perSecond = OptionalDouble.of(rate(valueOf(argument, rest)));
                default -> {
                    if (argument.startsWith("-") || policy.isPresent()) {
                        throw new IllegalArgumentException(
                                "--explain does not know '" + argument + "'; see --explain --help");
                    }
                    policy = Optional.of(Path.of(argument));
                }
            }
        }
        Path file = policy.orElseThrow(
                () -> new IllegalArgumentException("--explain needs a policy file; see --explain --help"));
        return new ExplainOptions(file, workloads, source, perSecond);
    }

    private static String valueOf(String option, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException(option + " needs a value; see --explain --help");
        }
        return rest.next();
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.ofLiteral(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "--source: '" + text + "' is not an address; write an IPv4 or IPv6 literal", e);
        }
    }

    private static double rate(String text) {
        try {
            double rate = Double.parseDouble(text);
            if (rate > 0 && rate <= 1e9) {
                return rate;
            }
        } catch (NumberFormatException _) {
            // the sentence below says it all
        }
        throw new IllegalArgumentException(
                "--rate: '" + text + "' is out of range; write documents per second, above 0");
    }
}
