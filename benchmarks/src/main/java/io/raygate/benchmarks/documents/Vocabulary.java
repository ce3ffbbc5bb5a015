// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.documents;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Lists of words and templates by topic. Immutable. */
public final class Vocabulary {

    private final Map<String, List<String>> topics;

    private Vocabulary(Map<String, List<String>> topics) {
        this.topics = topics;
    }

    /** The senders on which the shipped dictionary was trained. */
    public static Vocabulary training() {
        return of("training.txt");
    }

    /** Senders of other trades and other frameworks, of which the dictionary knows nothing. */
    public static Vocabulary unseen() {
        return of("unseen.txt");
    }

    private static Vocabulary of(String resource) {
        Map<String, List<String>> topics = new HashMap<>();
        read("common.txt", topics);
        read(resource, topics);
        return new Vocabulary(topics);
    }

    private static void read(String resource, Map<String, List<String>> topics) {
        List<String> topic = new ArrayList<>();
        for (String line : text(resource).split("\n", -1)) {
            if (line.startsWith("[")) {
                topic = topics.computeIfAbsent(line.substring(1, line.length() - 1), _ -> new ArrayList<>());
            } else if (!line.isEmpty() && !line.startsWith("#")) {
                topic.add(line);
            }
        }
    }

    private static String text(String resource) {
        try (InputStream stream = Vocabulary.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new FileNotFoundException(resource);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> topic(String name) {
        List<String> topic = topics.get(name);
        if (topic == null) {
            throw new IllegalArgumentException("no such topic: " + name);
        }
        return topic;
    }
}
