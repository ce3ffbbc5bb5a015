// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.maven;

import io.raygate.schema.DocumentValidator;
import io.raygate.schema.DocumentValidators;
import io.raygate.schema.Verdict;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Validates segment documents: {@code .json} (one document), {@code .jsonl} (one a line) and {@code .bin}
 * (a datagram as an X-Ray SDK sends it). Fails when one is rejected.
 */
@Mojo(name = "validate", defaultPhase = LifecyclePhase.VERIFY, requiresProject = false, threadSafe = true)
public final class ValidateMojo extends AbstractMojo {

    /** Files and directories; directories are read recursively. */
    @Parameter(property = "raygate.files", required = true)
    private List<File> files = List.of();

    private final DocumentValidator validator = DocumentValidators.segment();

    /** For Maven. */
    public ValidateMojo() {}

    @Override
    public void execute() throws MojoExecutionException, MojoFailureException {
        int rejected = 0;
        int documents = 0;
        for (Document document : documents()) {
            documents++;
            Verdict verdict = validator.validate(document.body(), 0, document.body().length);
            if (verdict instanceof Verdict.Rejected(var reason, var pointer, var message)) {
                rejected++;
                getLog().error(document.place() + " " + reason + " at \"" + pointer + "\": " + message);
            }
        }
        getLog().info("Validated documents: count=" + documents + ", rejected=" + rejected);
        if (rejected > 0) {
            throw new MojoFailureException("Rejected documents: count=" + rejected);
        }
    }

    private List<Document> documents() throws MojoExecutionException {
        List<Document> documents = new ArrayList<>();
        try {
            for (File file : files) {
                for (Path path : regularFiles(file.toPath())) {
                    documents.addAll(Document.in(path));
                }
            }
        } catch (IOException e) {
            throw new MojoExecutionException("Cannot read: " + e.getMessage(), e);
        }
        return documents;
    }

    private static List<Path> regularFiles(Path root) throws IOException {
        if (!Files.isDirectory(root)) {
            return List.of(root);
        }
        try (Stream<Path> paths = Files.walk(root)) {
            return paths.filter(Files::isRegularFile)
                    .filter(Document::isKnown)
                    .sorted()
                    .toList();
        }
    }
}
