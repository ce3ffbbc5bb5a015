// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.documents;

import java.util.ArrayList;
import java.util.List;

/**
 * What one service does over and over: its endpoints, the calls it makes, the ways it fails. Templates of which only
 * ids and counts are still open.
 */
record Habits(
        List<String> paths,
        List<String> hosts,
        List<String> awsCalls,
        String database,
        String databaseHost,
        List<String> queries,
        List<String> functions,
        List<List<String>> failures,
        List<String> annotations,
        List<String> metadata) {

    private static final int MAX_FRAMES = 24;

    static Habits of(Phrases phrases, Dice dice, String sdk) {
        return new Habits(
                phrases.habits("path", 2, 6),
                phrases.habits("host", 1, 4),
                phrases.habits("aws", 1, 4),
                phrases.of("database"),
                phrases.of("database-host"),
                phrases.habits("query", 1, 5),
                phrases.habits("function", 2, 5),
                failures(phrases, dice, sdk),
                phrases.habits("annotation", 0, 5),
                phrases.habits("metadata", 1, 2));
    }

    /** Each is type and message, and then the frames of the stack. */
    private static List<List<String>> failures(Phrases phrases, Dice dice, String sdk) {
        List<List<String>> failures = new ArrayList<>();
        for (int count = dice.between(1, 3); count > 0; count--) {
            List<String> failure = new ArrayList<>();
            failure.add(phrases.habit(sdk + ".exception"));
            failure.addAll(phrases.habits(sdk + ".frame", 2, MAX_FRAMES));
            failures.add(failure);
        }
        return failures;
    }
}
