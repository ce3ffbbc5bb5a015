// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.lambda;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The unpacked deployment package, in a private temporary directory which {@link #close} deletes. */
final class FunctionPackage implements AutoCloseable {

    private static final byte[] ZIP_MAGIC = {'P', 'K'};

    private final Path directory;

    private FunctionPackage(Path directory) {
        this.directory = directory;
    }

    /** @param file a zip, or an executable, which stands for a zip with nothing but this {@code bootstrap} */
    static FunctionPackage unpack(Path file) throws IOException {
        FunctionPackage unpacked = new FunctionPackage(Files.createTempDirectory("raygate-function-"));
        Files.createDirectory(unpacked.taskRoot());
        try (InputStream content = new BufferedInputStream(Files.newInputStream(file))) {
            if (isZip(content)) {
                unpacked.write(new ZipInputStream(content));
            } else {
                unpacked.write(new ZipEntry("bootstrap"), content);
            }
        } catch (IOException | RuntimeException e) {
            unpacked.close();
            throw e;
        }
        return unpacked;
    }

    private static boolean isZip(InputStream content) throws IOException {
        content.mark(ZIP_MAGIC.length);
        boolean isZip = Arrays.equals(content.readNBytes(ZIP_MAGIC.length), ZIP_MAGIC);
        content.reset();
        return isZip;
    }

    private void write(ZipInputStream entries) throws IOException {
        for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
            write(entry, entries);
        }
    }

    private void write(ZipEntry entry, InputStream content) throws IOException {
        Path target = taskRoot().resolve(entry.getName()).normalize();
        if (!target.startsWith(taskRoot())) {
            throw new IOException("Entry outside of the package: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.resolveSibling(""));
        Files.copy(content, target);
        if (target.equals(bootstrap()) && !target.toFile().setExecutable(true)) {
            throw new IOException("Not made executable: " + target);
        }
    }

    /** {@code LAMBDA_TASK_ROOT}, and the directory in which the function runs. */
    Path taskRoot() {
        return directory.resolve("task");
    }

    /** For what the stack adds; not seen by the function. */
    Path directory() {
        return directory;
    }

    /** Brings its own runtime, as a native executable does. */
    boolean hasBootstrap() {
        return Files.isRegularFile(bootstrap());
    }

    Path bootstrap() {
        return taskRoot().resolve("bootstrap");
    }

    @Override
    public void close() throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> paths = Files.walk(directory)) {
            deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.deleteIfExists(path);
        }
    }
}
