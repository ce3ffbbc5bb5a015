// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.intake;

import java.util.List;
import java.util.Optional;

/** What the body of a request holds. */
sealed interface ParsedBody {

    /**
     * A list of documents.
     *
     * @param texts each as the JSON string said it; empty for one with more characters than a document may have bytes
     */
    record Documents(List<Optional<String>> texts) implements ParsedBody {

        public Documents {
            texts = List.copyOf(texts);
        }
    }

    /**
     * Anything else.
     *
     * @param message for the client; quotes nothing of the body
     */
    record Malformed(String message) implements ParsedBody {}
}
