// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.batch;

import io.raygate.gateway.decode.ReceivedDocument;
import java.util.ArrayList;
import java.util.List;

/**
 * Which documents go first, since X-Ray may throttle and the time may end before the last: those of the first record,
 * then those which tell of a failure, then the others. The first record comes first so that an event which is too much
 * for one invocation still gets on by a record each time, however many failures it holds.
 */
final class SendOrder {

    private SendOrder() {}

    /** The same documents; in the order of the records within each of the three groups. */
    static List<ReceivedDocument> of(List<ReceivedDocument> documents) {
        List<ReceivedDocument> ordered = new ArrayList<>(documents.size());
        List<ReceivedDocument> failed = new ArrayList<>();
        List<ReceivedDocument> others = new ArrayList<>();
        int firstRecord =
                documents.stream().mapToInt(ReceivedDocument::recordIndex).min().orElse(0);
        for (ReceivedDocument document : documents) {
            if (document.recordIndex() == firstRecord) {
                ordered.add(document);
            } else if (document.failed()) {
                failed.add(document);
            } else {
                others.add(document);
            }
        }
        ordered.addAll(failed);
        ordered.addAll(others);
        return ordered;
    }
}
