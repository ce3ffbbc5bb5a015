// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.otlp.stack;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One exception of a stack trace while it is read: the innermost frame first. Not thread-safe. */
public final class ParsedException {

    /**
     * One call.
     *
     * @param label what was called
     * @param path  the source file, empty where unknown
     * @param line  0 where unknown
     */
    public record Frame(String label, String path, int line) {}

    private String type;
    private final StringBuilder message;
    private @Nullable ParsedException cause;
    private final List<Frame> frames = new ArrayList<>();

    ParsedException(String type, String message) {
        this.type = type;
        this.message = new StringBuilder(message);
    }

    /** From {@code Type: message}, where the message may be missing. */
    static ParsedException of(String header) {
        int colon = header.indexOf(": ");
        if (colon >= 0) {
            return new ParsedException(
                    header.substring(0, colon).strip(),
                    header.substring(colon + 2).strip());
        }
        String type = header.strip();
        return new ParsedException(type.endsWith(":") ? type.substring(0, type.length() - 1) : type, "");
    }

    public String type() {
        return type;
    }

    public String message() {
        return message.toString();
    }

    /** What led to this one, or null. */
    public @Nullable ParsedException cause() {
        return cause;
    }

    /** The innermost call first. */
    public List<Frame> frames() {
        return frames;
    }

    /** What the event itself says counts for more than the first line of the trace. */
    public void is(String knownType, String knownMessage) {
        type = knownType.isEmpty() ? type : knownType;
        if (!knownMessage.isEmpty()) {
            message.setLength(0);
            message.append(knownMessage);
        }
    }

    void continues(String line) {
        message.append(message.isEmpty() ? "" : "\n").append(line);
    }

    void causedBy(ParsedException other) {
        cause = other;
    }
}
