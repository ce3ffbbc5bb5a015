// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.index;

import io.raygate.local.xray.document.Entity;
import io.raygate.local.xray.document.SegmentDocument;
import java.util.List;

/**
 * The times of all entities of a trace.
 *
 * @param end        not a number while nothing has ended
 * @param inProgress true where a document has not ended
 */
record TraceTimes(double start, double end, boolean inProgress) {

    static TraceTimes of(List<SegmentDocument> documents) {
        double start = Double.POSITIVE_INFINITY;
        double end = Double.NaN;
        boolean inProgress = false;
        for (SegmentDocument document : documents) {
            start = Math.min(start, document.span().start());
            end = later(end, latestEnd(document.entity()));
            inProgress |= document.inProgress();
        }
        return new TraceTimes(start, end, inProgress);
    }

    private static double latestEnd(Entity entity) {
        double end = entity.span().end();
        for (Entity subsegment : entity.subsegments()) {
            end = later(end, latestEnd(subsegment));
        }
        return end;
    }

    private static double later(double one, double other) {
        if (Double.isNaN(one)) {
            return other;
        }
        return other > one ? other : one;
    }
}
