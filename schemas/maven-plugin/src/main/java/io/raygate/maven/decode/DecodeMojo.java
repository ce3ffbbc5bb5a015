// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.maven.decode;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Prints the documents of blocks: origin, sequence and workloads, then each document with its kind, the time at which
 * it was received, its sender and its body. Each file holds the data of one Kinesis record, as bytes or in base64.
 * Fails when one of them is not a block that can be read.
 */
@Mojo(name = "decode", requiresProject = false, threadSafe = true)
public final class DecodeMojo extends AbstractMojo {

    /** Files with the data of one Kinesis record each, as bytes or in base64. */
    @Parameter(property = "raygate.files", required = true)
    private List<File> files = List.of();

    /** Indent the documents. */
    @Parameter(property = "raygate.pretty", defaultValue = "false")
    private boolean pretty;

    /** Print only the documents, one per line. */
    @Parameter(property = "raygate.bodies", defaultValue = "false")
    private boolean bodies;

    private final PrintStream out;

    /** For Maven. Bypasses its log, whose prefixes would break JSON lines. */
    public DecodeMojo() {
        this.out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    }

    DecodeMojo(List<File> files, boolean pretty, boolean bodies, PrintStream out) {
        this.files = List.copyOf(files);
        this.pretty = pretty;
        this.bodies = bodies;
        this.out = out;
    }

    @Override
    public void execute() throws MojoFailureException {
        BlockPrinter printer = new BlockPrinter(pretty, bodies, out, getLog()::error);
        int unreadable;
        try {
            unreadable = printer.print(files.stream().map(File::toPath).toList());
        } catch (IOException e) {
            throw new MojoFailureException("cannot read: " + e);
        }
        if (unreadable > 0) {
            throw new MojoFailureException("Unreadable blocks: count=" + unreadable);
        }
    }
}
