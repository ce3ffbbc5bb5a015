// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.observe;

/** Prints books where CloudWatch reads them: standard output, one JSON object a line. */
public final class BooksPrinter {

    private BooksPrinter() {}

    /** Prints the lines of one invocation. */
    @SuppressWarnings("SystemOut") // the embedded metric format is read from standard output, unadorned
    public static void print(InvocationBooks books) {
        EmbeddedMetrics.lines(books, System.currentTimeMillis()).forEach(System.out::println);
    }

    /** Prints the lines of one invocation. */
    @SuppressWarnings("SystemOut") // as above
    public static void print(PolicyBooks books) {
        EmbeddedMetrics.lines(books, System.currentTimeMillis()).forEach(System.out::println);
    }
}
