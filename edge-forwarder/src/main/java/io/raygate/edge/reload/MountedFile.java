// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.reload;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One file, looked at again and again. Its content is compared, not its times or its name: so it does not matter
 * whether the file was written in place, renamed over, or reached through links that were swapped, as the kubelet
 * swaps {@code ..data} in a mounted ConfigMap; and touching it changes nothing.
 *
 * <p>A look reads the whole file, at most {@code maxBytes}: some 20 µs for a few KB. What was read last stays in
 * memory. No thread, no clock: the caller says when to look. Not thread-safe.
 */
public final class MountedFile {

    private final Path path;
    private final int maxBytes;
    private byte @Nullable [] last;
    private @Nullable String lastProblem;

    /**
     * Reads nothing yet.
     *
     * @param maxBytes a larger file is refused, and never read further than this
     */
    public MountedFile(Path path, int maxBytes) {
        this.path = path;
        this.maxBytes = maxBytes;
    }

    public Path path() {
        return path;
    }

    /** Reads the file. Never throws for what the file system says: a problem is an answer, given once until it changes. */
    public Look look() {
        byte[] content;
        try {
            content = content(path, maxBytes);
        } catch (IOException e) {
            return problem(sentence(e));
        }
        boolean wasReadable = lastProblem == null;
        lastProblem = null;
        if (wasReadable && last != null && Arrays.equals(last, content)) {
            return Unchanged.INSTANCE;
        }
        last = content;
        return new Changed(content.clone());
    }

    /**
     * What a file holds now. Only a regular file is opened: a pipe would hold this thread, and with it every other look,
     * until somebody writes into it.
     *
     * @param maxBytes a larger file is refused
     */
    public static byte[] content(Path path, int maxBytes) throws IOException {
        if (!Files.readAttributes(path, BasicFileAttributes.class).isRegularFile()) {
            throw new IOException("it is not a regular file");
        }
        try (InputStream in = Files.newInputStream(path)) {
            byte[] content = in.readNBytes(maxBytes + 1);
            if (content.length > maxBytes) {
                throw new IOException("it is larger than " + maxBytes + " bytes");
            }
            return content;
        }
    }

    private Look problem(String problem) {
        if (problem.equals(lastProblem)) {
            return Unchanged.INSTANCE;
        }
        lastProblem = problem;
        return new Unreadable(problem);
    }

    /** What is wrong with a file, and what to do, in one sentence. */
    public static String sentence(IOException e) {
        return switch (e) {
            case NoSuchFileException _ -> "it does not exist; mount it, or name another file";
            case AccessDeniedException _ -> "this process may not read it; change its permissions";
            default -> String.valueOf(e.getMessage());
        };
    }

    /** What a look saw. */
    public sealed interface Look {}

    /** The same as last time. */
    public enum Unchanged implements Look {
        INSTANCE
    }

    /** The first content, another content, or a content again after a problem. The array is the caller's. */
    @SuppressWarnings("ArrayRecordComponent") // handed over once, compared by nobody
    public record Changed(byte[] content) implements Look {}

    /** Nothing could be read, for a reason that was not told by the look before. */
    public record Unreadable(String problem) implements Look {}
}
