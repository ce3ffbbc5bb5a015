// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.batch;

import io.raygate.gateway.Documents;
import io.raygate.gateway.decode.ReceivedDocument;
import java.util.List;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BatcherTest {

    @Test
    void batch_moreThanFitOneCall_cutsByCount() {
        List<ReceivedDocument> documents = Documents.oneARecord(120);

        List<Batch> batches = new Batcher(50, 1_000_000).batch(documents);

        assertThat(batches).extracting(batch -> batch.documents().size()).containsExactly(50, 50, 20);
        assertThat(batches).flatExtracting(Batch::documents).containsExactlyElementsOf(documents);
    }

    @Test
    void batch_largeDocuments_cutsByBytes() {
        List<ReceivedDocument> documents = List.of(
                Documents.document(0, "x".repeat(60)),
                Documents.document(0, "x".repeat(40)),
                Documents.document(0, "x".repeat(1)),
                Documents.document(0, "x".repeat(500)),
                Documents.document(0, "x".repeat(1)));

        List<Batch> batches = new Batcher(50, 100).batch(documents);

        assertThat(batches).extracting(batch -> batch.documents().size()).containsExactly(2, 1, 1, 1);
        assertThat(batches).flatExtracting(Batch::documents).containsExactlyElementsOf(documents);
    }

    @Test
    void batch_noDocuments_givesNoBatch() {
        assertThat(new Batcher(50, 100).batch(List.of())).isEmpty();
    }
}
