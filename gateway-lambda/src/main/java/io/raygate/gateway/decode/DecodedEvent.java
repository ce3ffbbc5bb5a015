// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.decode;

import io.raygate.block.SegmentBlock;
import java.util.ArrayList;
import java.util.List;

/**
 * The documents of an event, or of a part of it, and the records that hold none.
 *
 * @param blocks     the records that were read
 * @param documents  in the order in which they came
 * @param unreadable records that are not blocks; they go to quarantine, since reading them again changes nothing
 */
public record DecodedEvent(
        List<SegmentBlock> blocks, List<ReceivedDocument> documents, List<UnreadableRecord> unreadable) {

    public DecodedEvent {
        blocks = List.copyOf(blocks);
        documents = List.copyOf(documents);
        unreadable = List.copyOf(unreadable);
    }

    /** All of these, one after the other. */
    public static DecodedEvent concat(List<DecodedEvent> events) {
        List<SegmentBlock> blocks = new ArrayList<>();
        List<ReceivedDocument> documents = new ArrayList<>();
        List<UnreadableRecord> unreadable = new ArrayList<>();
        for (DecodedEvent event : events) {
            blocks.addAll(event.blocks());
            documents.addAll(event.documents());
            unreadable.addAll(event.unreadable());
        }
        return new DecodedEvent(blocks, documents, unreadable);
    }
}
