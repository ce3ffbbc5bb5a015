// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.image;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.zip.GZIPOutputStream;

/** A compressed tar archive of files, the same byte for byte whenever they and the time are. */
public final class Archive {

    private static final int BUFFER_BYTES = 1 << 16;

    private Archive() {}

    /**
     * Writes one.
     *
     * @param files by the path that they have in it; those that can be executed stay so
     * @param time of all files
     */
    public static void write(SortedMap<String, Path> files, Path target, Instant time) throws IOException {
        FileTree tree = new FileTree();
        files.forEach(tree::file);
        write(tree, target, time);
    }

    /** Without directories: Helm takes the first entry's directory for the chart's, and wants files alone. */
    static void write(FileTree tree, Path target, Instant time) throws IOException {
        try (OutputStream gzip = new GZIPOutputStream(Files.newOutputStream(target), BUFFER_BYTES);
                OutputStream buffered = new BufferedOutputStream(gzip, BUFFER_BYTES)) {
            TarWriter tar = new TarWriter(buffered, time);
            for (Map.Entry<String, FileTree.Node> entry : tree.entries()) {
                if (!(entry.getValue() instanceof FileTree.Directory)) {
                    tar.write(entry.getKey(), entry.getValue());
                }
            }
            tar.finish();
        }
    }
}
