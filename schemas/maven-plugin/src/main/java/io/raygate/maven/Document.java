// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.maven;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One document and where it stands.
 *
 * @param place file, and line where a file holds several
 * @param body  UTF-8 JSON; owned by the caller
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier between two methods, never compared
record Document(String place, byte[] body) {

    static boolean isKnown(Path path) {
        String name = path.getFileName().toString();
        return name.endsWith(".json") || name.endsWith(".jsonl") || name.endsWith(".bin");
    }

    static List<Document> in(Path path) throws IOException {
        byte[] content = Files.readAllBytes(path);
        String name = path.toString();
        if (name.endsWith(".bin")) {
            return List.of(new Document(name, afterHeader(content)));
        }
        if (name.endsWith(".jsonl")) {
            return lines(name, new String(content, StandardCharsets.UTF_8));
        }
        return List.of(new Document(name, content));
    }

    /** The daemon splits a datagram at the first line feed: the header before it, the document after it. */
    private static byte[] afterHeader(byte[] datagram) {
        for (int i = 0; i < datagram.length; i++) {
            if (datagram[i] == '\n') {
                return Arrays.copyOfRange(datagram, i + 1, datagram.length);
            }
        }
        return new byte[0];
    }

    private static List<Document> lines(String name, String content) {
        List<Document> documents = new ArrayList<>();
        int number = 0;
        for (String line : content.split("\n", -1)) {
            number++;
            if (!line.isBlank()) {
                documents.add(new Document(name + ":" + number, line.getBytes(StandardCharsets.UTF_8)));
            }
        }
        return documents;
    }
}
