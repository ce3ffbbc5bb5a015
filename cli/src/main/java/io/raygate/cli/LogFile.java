// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * The end of a log, however long it is.
 *
 * @param path need not exist yet
 */
public record LogFile(Path path) {

    /** Read at most, from the end. */
    private static final int MAX_BYTES = 1024 * 1024;

    /**
     * Lines that were added.
     *
     * @param lines complete ones
     * @param end bytes up to which the file has been read
     */
    public record Added(List<String> lines, long end) {}

    /** Its last lines, at most {@code count} of them and at most the last mebibyte. */
    public List<String> last(int count) throws IOException {
        String text = new String(from(Math.max(0, length() - MAX_BYTES)), StandardCharsets.UTF_8);
        List<String> lines = text.lines().toList();
        return lines.subList(Math.max(0, lines.size() - count), lines.size());
    }

    /** The complete lines behind {@code position}; from the beginning where the file is shorter, hence begun anew. */
    public Added added(long position) throws IOException {
        long begin = position > length() ? 0 : position;
        byte[] bytes = from(begin);
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        return new Added(
                new String(bytes, 0, end, StandardCharsets.UTF_8).lines().toList(), begin + end);
    }

    /** Bytes; 0 where there is no such file. */
    public long length() {
        return path.toFile().length();
    }

    private byte[] from(long position) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            byte[] bytes = new byte[Math.clamp(file.length() - position, 0, MAX_BYTES)];
            file.seek(position);
            return Arrays.copyOf(bytes, Math.max(0, file.read(bytes)));
        }
    }
}
