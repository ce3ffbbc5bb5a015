// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.documents;

import java.io.PrintStream;

/**
 * Prints generated documents, one a line.
 *
 * <p>Arguments: {@code training} or {@code unseen}, the seed, the number of services, the number of documents.
 */
public final class PrintDocuments {

    private PrintDocuments() {}

    /** Prints to standard output, in UTF-8. */
    public static void main(String[] arguments) {
        Vocabulary vocabulary = arguments[0].equals("unseen") ? Vocabulary.unseen() : Vocabulary.training();
        DocumentGenerator generator =
                new DocumentGenerator(vocabulary, Long.parseLong(arguments[1]), Integer.parseInt(arguments[2]));
        PrintStream out = System.out;
        for (int count = Integer.parseInt(arguments[3]); count > 0; count--) {
            out.writeBytes(generator.next().body());
            out.write('\n');
        }
        out.flush();
    }
}
