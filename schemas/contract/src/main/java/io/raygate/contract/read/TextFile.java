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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of a file that Argo CD reads too: regular, of bounded size, UTF-8, and in lines that all readers of YAML see alike,
 * comments included.
 */
public final class TextFile {

    /**
     * Line breaks of YAML 1.1 (section 5.4), which Argo CD reads, and not of 1.2 (section 5.4): to the one, a key may follow
     * where the other sees the rest of a comment.
     */
    private static final Pattern LINE_SEPARATOR = Pattern.compile("[\\u0085\\u2028\\u2029]");

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
     * @throws InvalidFileException naming the line where they are not UTF-8, or hold a line break that only some readers know
     */
    public static String of(byte[] content) {
        CharBuffer text = CharBuffer.allocate(content.length);
        CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content), text, true);
        text.flip();
        if (result.isError()) {
            throw new InvalidFileException(
                    line(text), "it is not UTF-8, which Argo CD refuses even in a comment; save it as UTF-8");
        }
        Matcher separator = LINE_SEPARATOR.matcher(text);
        if (separator.find()) {
            throw new InvalidFileException(
                    line(text.subSequence(0, separator.start())),
                    "it holds U+%04X, after which Argo CD begins a new line even in a comment; remove it"
                            .formatted((int) text.charAt(separator.start())));
        }
        return text.toString();
    }

    /** The line on which this text ends. */
    private static String line(CharSequence text) {
        return "line "
                + (1 + text.chars().filter(character -> character == '\n').count());
    }
}
