// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.batch;

import io.raygate.gateway.decode.ReceivedDocument;
import java.util.List;

/** The documents of one call of PutTraceSegments; at least one. */
public record Batch(List<ReceivedDocument> documents) {

    public Batch {
        documents = List.copyOf(documents);
        if (documents.isEmpty()) {
            throw new IllegalArgumentException("a batch has at least one document");
        }
    }
}
