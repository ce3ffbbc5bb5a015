// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.gitops;

import io.raygate.cli.Failure;
import io.raygate.contract.read.InvalidFileException;
import io.raygate.contract.read.TextFile;
import io.raygate.maven.check.Bounds;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A YAML file in block style, changed line by line, so that comments, order and quoting of everything else stay. Not
 * thread-safe.
 */
final class YamlText {

    /** What every reader of YAML takes for the same text without quotes. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9/][A-Za-z0-9/._=+-]*(?:::?[A-Za-z0-9/._=+-]+)*");

    private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x1f\\x7f-\\x9f\\u2028\\u2029]");

    private final Path file;
    private final Optional<byte[]> was;
    private final String lineEnd;
    private final List<String> lines;

    private YamlText(Path file, Optional<byte[]> was, String text) {
        this.file = file;
        this.was = was;
        this.lineEnd = text.contains("\r\n") ? "\r\n" : "\n";
        this.lines = new ArrayList<>(text.lines().toList());
    }

    static YamlText read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw Failure.misused(file + " does not exist: name a file of gitops/envs or gitops/tenants");
        }
        try {
            String text = TextFile.read(file, Bounds.DEFAULT_FILE_BYTES);
            return new YamlText(file, Optional.of(text.getBytes(StandardCharsets.UTF_8)), text);
        } catch (InvalidFileException e) {
            throw Failure.of(file + ": " + e.getMessage());
        }
    }

    /** A new file with this text. */
    static YamlText of(Path file, String text) {
        return new YamlText(file, Optional.empty(), text);
    }

    /** The change of the file since it was read. */
    Edit edit() {
        return new Edit(file, was, text());
    }

    /** The file's text as it would be written; its lines end as they did. */
    String text() {
        return String.join(lineEnd, lines) + lineEnd;
    }

    /** An answer as a scalar that cannot be anything else than this text, in quotes where it needs them. */
    static String scalar(String text) {
        return PLAIN.matcher(text).matches() ? text : quoted(text);
    }

    /** An answer as a text in quotes. */
    static String quoted(String text) {
        if (CONTROL.matcher(text).find()) {
            throw Failure.misused(
                    CONTROL.matcher(text).replaceAll("?") + ": write it on one line, without control characters");
        }
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** Whether a list has this item on a line of its own. */
    boolean hasItem(String item) {
        Pattern line = Pattern.compile("- *\"?" + Pattern.quote(item) + "\"?( +#.*)?");
        return lines.stream().anyMatch(text -> line.matcher(text.strip()).matches());
    }

    /** Lines begin and end of the block below a key, without the key's own line. */
    private record Block(int key, int begin, int end, int indent) {}

    /** Sets the scalar at a path; a comment behind the value stays. */
    void set(String value, String... path) {
        Block key = block(path, path.length);
        String line = lines.get(key.key());
        int comment = line.indexOf(" #");
        lines.set(
                key.key(),
                line.substring(0, line.indexOf(':') + 1)
                        + (value.isEmpty() ? "" : " " + value)
                        + (comment < 0 ? "" : line.substring(comment)));
    }

    /** The scalar at a path, as it is written. */
    String get(String... path) {
        String line = lines.get(block(path, path.length).key());
        return line.substring(line.indexOf(':') + 1).replaceFirst(" #.*$", "").strip();
    }

    /** Appends lines, relative to the block, to the end of the block at a path. */
    void append(List<String> added, String... path) {
        Block block = block(path, path.length);
        int at = block.end();
        while (at > block.begin() && lines.get(at - 1).isBlank()) {
            at--;
        }
        for (String line : added.reversed()) {
            lines.add(at, line.isEmpty() ? line : " ".repeat(block.indent()) + line);
        }
    }

    /** Whether there is something at a path. */
    boolean has(String... path) {
        try {
            block(path, path.length);
            return true;
        } catch (Failure _) {
            return false;
        }
    }

    private Block block(String[] path, int depth) {
        Block block = new Block(-1, 0, lines.size(), 0);
        for (int i = 0; i < depth; i++) {
            block = child(block, path, i);
        }
        return block;
    }

    private Block child(Block parent, String[] path, int depth) {
        for (int i = parent.begin(); i < parent.end(); i++) {
            String line = lines.get(i);
            if (indent(i) == parent.indent() && line.strip().startsWith(path[depth] + ":")) {
                return below(i, parent);
            }
        }
        throw Failure.of(file + " has no "
                + String.join(".", Stream.of(path).limit(depth + 1).toList())
                + " in block style; write it on lines of its own");
    }

    private Block below(int key, Block parent) {
        int indent = -1;
        int end = key + 1;
        for (int i = key + 1; i < parent.end(); i++) {
            if (isEmpty(i)) {
                continue;
            }
            boolean item = lines.get(i).strip().startsWith("- ") && indent(i) == parent.indent();
            if (indent(i) <= parent.indent() && !item) {
                break;
            }
            indent = indent < 0 ? indent(i) : indent;
            end = i + 1;
        }
        return new Block(key, key + 1, end, indent < 0 ? parent.indent() + 2 : indent);
    }

    private boolean isEmpty(int line) {
        String text = lines.get(line).strip();
        return text.isEmpty() || text.startsWith("#");
    }

    private int indent(int line) {
        String text = lines.get(line);
        if (isEmpty(line)) {
            return -1;
        }
        return text.length() - text.stripLeading().length();
    }
}
