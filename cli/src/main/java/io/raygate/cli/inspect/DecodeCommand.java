// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.inspect;

import io.raygate.cli.Console;
import io.raygate.cli.Failure;
import io.raygate.cli.InputFiles;
import io.raygate.cli.Raygate;
import io.raygate.maven.decode.BlockPrinter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code decode}: what the goal {@code raygate:decode} does, without Maven. */
@Command(
        name = "decode",
        description = {
            "Print the documents in blocks.",
            "",
            "Each FILE holds the data of one Kinesis record, raw or in Base64. Exits with 1 if one is",
            "not a block.",
            ""
        })
public final class DecodeCommand implements Callable<Integer> {

    @ParentCommand
    private Raygate raygate;

    @Option(names = "--pretty", description = "Indent JSON.")
    private boolean pretty;

    @Option(names = "--bodies", description = "Print only the documents, one per line.")
    private boolean bodies;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Records to decode.")
    private List<Path> files = new ArrayList<>();

    /** For picocli. */
    @SuppressWarnings("NullAway.Init")
    public DecodeCommand() {}

    @Override
    public Integer call() {
        Console console = raygate.console();
        InputFiles.require(files);
        try {
            int unreadable = new BlockPrinter(pretty, bodies, console.out(), console::complain).print(files);
            return unreadable == 0 ? 0 : Failure.FAILED;
        } catch (IOException e) {
            throw Failure.of("cannot read: " + e.getMessage());
        }
    }
}
