// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.release;

import io.raygate.cli.Failure;
import io.raygate.cli.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A copy of the sources at the version of the release: of the newest commit, so that whoever has the commit can build the same.
 *
 * @param root of the copy
 */
record SourceTree(Path root) {

    private static final String GIT = "install git, and run this in a clone";

    /**
     * Copies them.
     *
     * @param uncommitted take the files as they are, committed or not
     */
    static SourceTree copy(Home home, Path target, String version, boolean uncommitted) throws IOException {
        delete(target);
        Files.createDirectories(target);
        List<String> list = uncommitted
                ? List.of("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
                : List.of("git", "ls-files", "-z");
        if (!uncommitted) {
            requireCommitted(home.root());
        }
        for (String file : Command.run(home.root(), GIT, list).split("\0", -1)) {
            if (file.isEmpty()) {
                continue; // behind the last one
            }
            Path source = home.root().resolve(file);
            if (Files.exists(source, LinkOption.NOFOLLOW_LINKS)) { // not one that is deleted and still in the index
                Path copy = target.resolve(file);
                Files.createDirectories(copy.resolveSibling(""));
                Files.copy(source, copy, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
            }
        }
        SourceTree tree = new SourceTree(target);
        tree.setVersion(version);
        return tree;
    }

    private static void requireCommitted(Path root) throws IOException {
        String changed = Command.run(root, GIT, List.of("git", "status", "--porcelain"));
        if (!changed.isBlank()) {
            throw Failure.of(
                    "a release is a commit, and these files differ from it: commit them, or add --uncommitted\n"
                            + changed.stripTrailing());
        }
    }

    private void setVersion(String version) throws IOException {
        String current = version(root.resolve("pom.xml"));
        String snapshot = current.replace("-SNAPSHOT", "");
        if (!version.equals(snapshot) && !version.startsWith(snapshot + "-")) {
            throw Failure.misused("pom.xml is at " + current + ", and " + version + " is another version; release "
                    + snapshot + ", or change the version in the pom.xml files");
        }
        try (Stream<Path> files = Files.walk(root)) {
            for (Path pom : files.filter(file -> file.endsWith("pom.xml")).toList()) {
                String text = Files.readString(pom);
                Files.writeString(
                        pom, text.replace("<version>" + current + "</version>", "<version>" + version + "</version>"));
            }
        }
    }

    private static String version(Path pom) throws IOException {
        String text = Files.readString(pom);
        int begin = text.indexOf("<version>") + "<version>".length();
        return text.substring(begin, text.indexOf("</version>", begin));
    }

    /** The charts, by name. */
    List<Path> charts() throws IOException {
        try (Stream<Path> charts = Files.list(root.resolve("gitops/charts"))) {
            return charts.filter(chart -> Files.exists(chart.resolve("Chart.yaml")))
                    .sorted()
                    .toList();
        }
    }

    static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> walk = Files.walk(directory)) {
            for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
