// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.look;

import io.raygate.cli.Failure;
import io.raygate.cli.Raygate;
import io.raygate.cli.xray.LocalStack;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import tools.jackson.databind.JsonNode;

/** {@code books}: what became of every document in a local stack. */
@Command(
        name = "books",
        description = {
            "Show what each stage of a local stack has received and what became of it.",
            "",
            "A balance is what came less what became of it; the books are closed where it is zero.",
            "Exits with 1 if the books of a stage are open or cannot be read.",
            ""
        })
public final class BooksCommand implements Callable<Integer> {

    @ParentCommand
    private Raygate raygate;

    @Mixin
    private LocalStack stack = new LocalStack();

    @Option(
            names = "--endpoint",
            paramLabel = "URL",
            description = "The page of a local stack (default: that of the running one).")
    private @Nullable String endpoint;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    /** For picocli. */
    @SuppressWarnings("NullAway.Init")
    public BooksCommand() {}

    @Override
    public Integer call() {
        JsonNode pipeline = stack.page(raygate.home(), endpoint, "/api/pipeline");
        Books books = Books.of(pipeline);
        if (json) {
            raygate.console().say(pipeline.toString());
        } else {
            books.lines().forEach(raygate.console()::say);
        }
        return books.isClosed() ? 0 : Failure.FAILED;
    }
}
