// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.enrich;

import io.raygate.gateway.decode.ReceivedDocument;
import java.util.List;
import java.util.Map;

/**
 * Documents with what was added to them: as many as came.
 *
 * @param toSend   in the order in which they came
 * @param enriched documents that were changed
 * @param givenUp  parts that documents did not get for want of room, by {@link PartKind}
 */
public record EnrichedEvent(List<ReceivedDocument> toSend, int enriched, Map<String, Integer> givenUp) {

    public EnrichedEvent {
        toSend = List.copyOf(toSend);
        givenUp = Map.copyOf(givenUp);
    }
}
