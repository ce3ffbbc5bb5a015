// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.contract.read;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The text of a file that Argo CD reads too: regular, of bounded size, and UTF-8, comments included. */
public final class TextFile {

    private TextFile() {}

    /**
     * The file's text.
     *
     * @param maxBytes a larger file is refused unread
     * @throws InvalidFileException where it has no text that Argo CD could read
     * @throws IOException where this process cannot read it
     */
    public static String read(Path file, long maxBytes) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new InvalidFileException("", "it is no file, or a link that leads nowhere; write a file");
        }
        long size = Files.size(file);
        if (size > maxBytes) {
            throw new InvalidFileException(
                    "", "it has " + size + " bytes, more than the " + maxBytes + " that are read");
        }
        return of(Files.readAllBytes(file));
    }

    /**
     * The text in these bytes.
     *
     * @throws InvalidFileException naming the line where they are not UTF-8
     */
    public static String of(byte[] content) {
        CharBuffer text = CharBuffer.allocate(content.length);
        CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content), text, true);
        text.flip();
        if (result.isError()) {
            long line = 1 + text.chars().filter(character -> character == '\n').count();
            throw new InvalidFileException(
                    "line " + line, "it is not UTF-8, which Argo CD refuses even in a comment; save it as UTF-8");
        }
        return text.toString();
    }
}
