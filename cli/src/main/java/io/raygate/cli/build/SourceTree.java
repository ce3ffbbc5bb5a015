// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.build;

import io.raygate.cli.Failure;
import io.raygate.cli.Home;
import io.raygate.cli.process.Tool;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A copy of the sources at the version of a release: of the newest commit, so that whoever has the commit can build the same.
 * Until it is closed, no other process has the copy.
 *
 * @param root of the copy
 * @param revision the commit; with {@code -modified} where the files are not those of the commit
 */
public record SourceTree(Path root, String revision, FileChannel lock) implements AutoCloseable {

    private static final Tool GIT = new Tool("git", "install git, and run this in a clone");

    /** What the configuration template says of the release that it starts from. */
    private static final String TEMPLATE = "templates/config-repo";

    private static final String TEMPLATE_KEYS = "(?m)((?:targetRevision|chart|RAYGATE_VERSION): )";

    /**
     * Copies them.
     *
     * @param uncommitted take the files as they are, committed or not
     * @throws Failure where the version does not follow from the sources, files are not committed, or another release is made
     */
    public static SourceTree copy(Home home, ReleaseVersion version, boolean uncommitted) throws IOException {
        String current = version(home.root().resolve("pom.xml"));
        version.requireFrom(current);
        String revision = revision(home.root(), uncommitted);
        FileChannel lock = lock(home);
        try {
            Path target = home.work().resolve("release");
            delete(target);
            copyFiles(home.root(), target, uncommitted);
            setVersion(target, current, version.text());
            return new SourceTree(target, revision, lock);
        } catch (IOException e) {
            lock.close();
            throw e;
        }
    }

    private static String revision(Path root, boolean uncommitted) throws IOException {
        String changed = GIT.run(root, List.of("status", "--porcelain"));
        String revision = GIT.run(root, List.of("rev-parse", "HEAD")).strip();
        if (changed.isBlank()) {
            return revision;
        }
        if (!uncommitted) {
            throw Failure.of(
                    "a release is a commit, and these files differ from it: commit them, or add --uncommitted\n"
                            + changed.stripTrailing());
        }
        return revision + "-modified";
    }

    private static FileChannel lock(Home home) throws IOException {
        Path path = Files.createDirectories(home.work()).resolve("release.lock");
        FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!isOurs(channel)) {
            channel.close();
            throw Failure.of("another release is being built in " + home.root() + ": wait until it has ended");
        }
        return channel;
    }

    private static boolean isOurs(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException _) {
            return false; // another thread of this process has it
        }
    }

    private static void copyFiles(Path root, Path target, boolean uncommitted) throws IOException {
        List<String> list = uncommitted
                ? List.of("ls-files", "-z", "--cached", "--others", "--exclude-standard")
                : List.of("ls-files", "-z");
        Files.createDirectories(target);
        for (String file : GIT.run(root, list).split("\0", -1)) {
            Path source = root.resolve(file);
            // Empty behind the last one; one that is deleted may still be in the index.
            if (!file.isEmpty() && Files.exists(source, LinkOption.NOFOLLOW_LINKS)) {
                Path copy = target.resolve(file);
                Files.createDirectories(copy.resolveSibling(""));
                Files.copy(source, copy, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
                setMode(copy);
            }
        }
    }

    /** Whatever the umask was under which the clone was made. */
    private static void setMode(Path copy) throws IOException {
        if (!Files.isSymbolicLink(copy)) {
            Files.setPosixFilePermissions(
                    copy, PosixFilePermissions.fromString(Files.isExecutable(copy) ? "rwxr-xr-x" : "rw-r--r--"));
        }
    }

    private static void setVersion(Path root, String current, String version) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path pom : files.filter(file -> file.endsWith("pom.xml")).toList()) {
                String text = Files.readString(pom);
                Files.writeString(
                        pom, text.replace("<version>" + current + "</version>", "<version>" + version + "</version>"));
            }
        }
        String next = current.replace("-SNAPSHOT", "");
        for (Path file : template(root)) {
            String text = Files.readString(file);
            Files.writeString(file, text.replaceAll(TEMPLATE_KEYS + next.replace(".", "\\.") + "$", "$1" + version));
        }
    }

    private static List<Path> template(Path root) throws IOException {
        Path template = root.resolve(TEMPLATE);
        if (!Files.exists(template)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(template)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static String version(Path pom) throws IOException {
        String text = Files.readString(pom);
        int begin = text.indexOf("<version>") + "<version>".length();
        return text.substring(begin, text.indexOf("</version>", begin));
    }

    /** The charts, by name. */
    public List<Path> charts() throws IOException {
        try (Stream<Path> charts = Files.list(root.resolve("gitops/charts"))) {
            return charts.filter(chart -> Files.exists(chart.resolve("Chart.yaml")))
                    .sorted()
                    .toList();
        }
    }

    /** Deletes a directory with all that is in it, where it is there. */
    public static void delete(Path directory) throws IOException {
        if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (Stream<Path> walk = Files.walk(directory)) {
            for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /** From now on others may make a release here. The copy stays to be looked at, until the next one. */
    @Override
    public void close() throws IOException {
        lock.close();
    }
}
