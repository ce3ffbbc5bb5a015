// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.batch;

import io.raygate.gateway.Documents;
import io.raygate.gateway.decode.ReceivedDocument;
import java.util.List;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SendOrderTest {

    @Test
    void of_failuresAmongOthers_putsThemBehindTheFirstRecordOnly() {
        List<ReceivedDocument> documents = List.of(
                Documents.document(2, "a"),
                Documents.document(2, "b"),
                Documents.document(3, "c"),
                Documents.document(3, "d").withFailed(true),
                Documents.document(4, "e"),
                Documents.document(5, "f").withFailed(true));

        assertThat(Batcher.inOrder(documents))
                .extracting(received -> received.document().text())
                .containsExactly("a", "b", "d", "f", "c", "e");
    }

    @Test
    void of_nothing_isNothing() {
        assertThat(Batcher.inOrder(List.of())).isEmpty();
    }
}
