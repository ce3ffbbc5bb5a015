// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.maven;

import io.raygate.contract.gitops.ContractFile;
import io.raygate.contract.gitops.PlannedApplication;
import io.raygate.contract.read.YamlFile;
import io.raygate.maven.check.Bounds;
import io.raygate.maven.check.Selection;
import io.raygate.schema.ValidationMode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a configuration repository's check needs, in one jar for Java 17 and without Maven:
 *
 * <pre>
 * java -jar raygate-check.jar validate [--before DIRECTORY] FILE...
 * java -jar raygate-check.jar applications DIRECTORY OUTPUT
 * </pre>
 *
 * The first refuses what is gone since DIRECTORY and was not retired there. The second writes {@code OUTPUT/NAME.json}, the values of each Application, and prints a line for each: name, registry,
 * chart, version, release, namespace.
 */
public final class CheckMain {

    private static final String USAGE = "usage: validate [--before DIRECTORY] FILE... | applications DIRECTORY OUTPUT";

    private CheckMain() {}

    /** Ends with 0 where nothing is wrong, 1 where something is rejected, 2 where it cannot run. */
    public static void main(String[] arguments) {
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        System.exit(run(List.of(arguments), System.out, System.err));
    }

    static int run(List<String> arguments, PrintStream out, PrintStream err) {
        if (arguments.size() > 1 && arguments.get(0).equals("validate")) {
            return validate(arguments.subList(1, arguments.size()), out, err);
        }
        if (arguments.size() == 3 && arguments.get(0).equals("applications")) {
            return applications(Path.of(arguments.get(1)), Path.of(arguments.get(2)), out, err);
        }
        err.println(USAGE);
        return ValidateCommand.UNREADABLE;
    }

    private static int validate(List<String> arguments, PrintStream out, PrintStream err) {
        boolean compares = arguments.get(0).equals("--before");
        if (compares && arguments.size() < 3) {
            err.println(USAGE);
            return ValidateCommand.UNREADABLE;
        }
        Optional<Path> before = compares ? Optional.of(Path.of(arguments.get(1))) : Optional.empty();
        List<Path> paths =
                arguments.stream().skip(compares ? 2 : 0).map(Path::of).toList();
        return new ValidateCommand(
                        new Selection(paths, List.of(), List.of(), before),
                        ValidationMode.REPAIR,
                        new Bounds(Bounds.DEFAULT_FINDINGS, Bounds.DEFAULT_FILE_BYTES),
                        false,
                        Optional.empty())
                .run(out, err);
    }

    private static int applications(Path directory, Path output, PrintStream out, PrintStream err) {
        try {
            Files.createDirectories(output);
            List<ContractFile> environments = read(directory.resolve("envs"));
            for (PlannedApplication planned : PlannedApplication.of(environments, read(directory.resolve("tenants")))) {
                Files.writeString(output.resolve(planned.name() + ".json"), planned.values());
                out.println(String.join(
                        " ",
                        planned.name(),
                        planned.registry(),
                        planned.chart(),
                        planned.version(),
                        planned.release(),
                        planned.namespace()));
            }
            return ValidateCommand.VALID;
        } catch (IOException e) {
            err.println("raygate: cannot read or write: " + e);
            return ValidateCommand.UNREADABLE;
        }
    }

    private static List<ContractFile> read(Path directory) throws IOException {
        List<ContractFile> files = new ArrayList<>();
        try (Stream<Path> found = Files.list(directory)) {
            for (Path file : found.filter(name -> name.toString().endsWith(".yaml"))
                    .sorted()
                    .toList()) {
                files.add(new ContractFile(file, YamlFile.read(Files.readString(file))));
            }
        }
        return files;
    }
}
