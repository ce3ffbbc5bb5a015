// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.measure;

import io.raygate.cli.Failure;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is run.
 *
 * @param modules what is built for it
 */
record Bench(String mainClass, List<String> modules, List<String> arguments) {

    /**
     * By its name, with defaults for the arguments that are missing.
     *
     * @throws Failure naming the argument that is wrong
     */
    static Bench named(String name, List<String> given) {
        Optional<ForwarderBench> forwarder = Stream.of(ForwarderBench.values())
                .filter(bench -> bench.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst();
        if (forwarder.isPresent()) {
            return new Bench(
                    "io.raygate.benchmarks.forwarder." + forwarder.get().simpleName(),
                    List.of("edge-forwarder", "benchmarks"),
                    forwarder.get().complete(given));
        }
        if (name.equals("validate")) {
            return new Bench("io.raygate.benchmarks.validate.MeasureValidation", List.of("benchmarks"), given);
        }
        if (!name.contains(".")) {
            throw Failure.misused("there is no bench '" + name + "'; see ./raygate bench --help");
        }
        return new Bench(name, List.of("benchmarks"), given);
    }
}
