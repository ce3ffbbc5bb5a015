// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.document;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A segment or subsegment, boiled down to what graphs, summaries, filters and root causes read. Immutable.
 *
 * @param id     {@link EntityId#NONE} where it has none
 * @param target of a subsegment that leaves its service: what it calls, if that sends no segment of its own; else null
 */
public record Entity(
        long id,
        String name,
        Span span,
        Http http,
        @Nullable ServiceId target,
        Cause cause,
        List<Entity> subsegments) {

    /** The record with its span, its list and its place in maps, estimated from object layouts. */
    private static final int COST_BYTES = 180;

    private static final int EXCEPTION_COST_BYTES = 150;
    private static final int HTTP_COST_BYTES = 120;

    public Entity {
        subsegments = List.copyOf(subsegments);
    }

    public boolean leavesTheService() {
        return target != null;
    }

    /** An estimate, with everything below it. */
    long costBytes() {
        long cost = COST_BYTES + (long) cause.exceptions().size() * EXCEPTION_COST_BYTES;
        cost += http.equals(Http.NONE) ? 0 : HTTP_COST_BYTES;
        for (Entity subsegment : subsegments) {
            cost += subsegment.costBytes();
        }
        return cost;
    }
}
