// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.image;

import io.raygate.cli.Failure;
import io.raygate.cli.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the sources say of themselves, for the labels of an image.
 *
 * @param revision commit; empty outside of git
 * @param time of all files; that of the jars, so that building again changes nothing
 */
public record Sources(String version, Optional<String> revision, Instant time) {

    private static final Pattern VERSION = Pattern.compile("<version>([^<]+)</version>");
    private static final Pattern TIME =
            Pattern.compile("<project\\.build\\.outputTimestamp>([^<]+)</project\\.build\\.outputTimestamp>");
    private static final String EPOCH = "SOURCE_DATE_EPOCH";

    /** Reads them from the sources, or from {@code SOURCE_DATE_EPOCH} where that is set. */
    public static Sources of(Home home, Map<String, String> environment) throws IOException {
        String pom = Files.readString(home.root().resolve("pom.xml"));
        Optional<Instant> given = Optional.ofNullable(environment.get(EPOCH)).map(Sources::seconds);
        return new Sources(
                find(VERSION, pom), revision(home.root()), given.orElseGet(() -> Instant.parse(find(TIME, pom))));
    }

    /** The same, of another revision. */
    public Sources of(String itsRevision) {
        return new Sources(version, Optional.of(itsRevision), time);
    }

    private static Instant seconds(String value) {
        try {
            return Instant.ofEpochSecond(Long.parseLong(value));
        } catch (NumberFormatException | DateTimeException e) {
            throw Failure.of(EPOCH + "=" + value + " is not a number of seconds since 1970: correct it or unset it");
        }
    }

    private static String find(Pattern pattern, String pom) {
        return pattern.matcher(pom)
                .results()
                .map(found -> found.group(1))
                .findFirst()
                .orElseThrow(() -> Failure.of("pom.xml has no " + pattern));
    }

    private static Optional<String> revision(Path root) {
        try {
            Process git = new ProcessBuilder("git", "-C", root.toString(), "rev-parse", "HEAD")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String commit = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return git.waitFor() == 0 ? Optional.of(commit) : Optional.empty();
        } catch (IOException _) {
            return Optional.empty(); // no git on this machine
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted", e));
        }
    }
}
