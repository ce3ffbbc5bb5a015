// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.it;

import java.util.List;
import java.util.stream.IntStream;

/** Documents that no repair makes valid, each unlike any other. */
final class InvalidDocuments {

    private static final int KINDS = 3;

    private InvalidDocuments() {}

    static List<String> numbered(int count) {
        List<TestDocument> documents = TestDocument.numbered(count);
        return IntStream.range(0, count)
                .mapToObj(i -> spoil(documents.get(i), i % KINDS))
                .toList();
    }

    private static String spoil(TestDocument document, int kind) {
        return switch (kind) {
            case 0 -> document.body().substring(0, document.body().length() / 2);
            case 1 -> document.body().replace("\"trace_id\":\"1-", "\"trace_id\":\"one-");
            default -> document.body().replaceFirst("\"start_time\":[0-9.]+", "\"start_time\":\"soon\"");
        };
    }
}
