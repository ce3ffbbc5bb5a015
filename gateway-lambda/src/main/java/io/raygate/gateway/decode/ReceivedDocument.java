// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.decode;

import io.raygate.block.Document;

/**
 * A document and the record that brought it.
 *
 * @param recordIndex position of the record in the event, from 0
 */
public record ReceivedDocument(int recordIndex, Document document) {

    /** The same document with another body, which is not copied. */
    public ReceivedDocument withBody(byte[] body) {
        Document repaired =
                new Document(document.workload(), document.kind(), document.receivedUnixNanos(), body, 0, body.length);
        return new ReceivedDocument(recordIndex, repaired);
    }
}
