// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.schema;

import java.nio.charset.StandardCharsets;

/** The open objects and arrays, from the document inwards. */
final class Path {

    /** Keys in a pointer are cut here, so that a hostile key cannot fill a log. */
    private static final int MAX_KEY_BYTES = 128;

    private final Frame[] frames;
    private final JsonText text = new JsonText();
    private byte[] in = new byte[0];
    private String prefix = "";

    Path(int maxDepth) {
        frames = new Frame[maxDepth + 1];
        for (int i = 0; i < frames.length; i++) {
            frames[i] = new Frame();
        }
    }

    /** {@code prefix} stands before every pointer. */
    void reset(byte[] bytes, String newPrefix) {
        in = bytes;
        prefix = newPrefix;
    }

    /** The frame at {@code depth}; the document is 1. */
    Frame at(int depth) {
        return frames[depth];
    }

    /** RFC 6901 pointer to the present member of the frame at {@code depth}; to the document at 0. */
    String pointer(int depth) {
        StringBuilder pointer = new StringBuilder(prefix);
        for (int i = 1; i <= depth; i++) {
            Frame frame = frames[i];
            if (frame.array) {
                pointer.append('/').append(frame.index);
            } else {
                pointer.append('/').append(escaped(frame));
            }
        }
        return pointer.toString();
    }

    private String escaped(Frame frame) {
        text.read(in, frame.keyStart(), frame.keyEnd(in));
        int length = Math.min(text.length(), MAX_KEY_BYTES);
        String key = new String(text.bytes, text.start, length, StandardCharsets.UTF_8);
        return key.replace("~", "~0").replace("/", "~1");
    }
}
