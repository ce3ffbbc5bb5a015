// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** A segment's link to an entity of another trace, for example from the reader of a queue to the message's sender. */
public record Link(String traceId, long id) {

    static List<Link> of(JsonNode list) {
        if (list.isEmpty()) {
            return List.of();
        }
        List<Link> links = new ArrayList<>(list.size());
        for (JsonNode link : list) {
            links.add(new Link(
                    link.path("trace_id").asText(""),
                    EntityId.parse(link.path("id").asText(""))));
        }
        return links;
    }
}
