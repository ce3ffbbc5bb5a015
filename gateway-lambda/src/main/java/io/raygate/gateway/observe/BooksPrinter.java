// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.observe;

import java.time.Duration;

/** Prints books where CloudWatch reads them: standard output, one JSON object a line. */
public final class BooksPrinter {

    private BooksPrinter() {}

    /**
     * Prints the lines of one invocation.
     *
     * @param startUnixMillis when it began, milliseconds since the epoch
     */
    @SuppressWarnings("SystemOut") // the embedded metric format is read from standard output, unadorned
    public static void print(InvocationBooks books, long startUnixMillis) {
        long nowUnixMillis = System.currentTimeMillis();
        StageBooks.enter(books, Duration.ofMillis(nowUnixMillis - startUnixMillis));
        EmbeddedMetrics.lines(books, nowUnixMillis).forEach(System.out::println);
    }
}
