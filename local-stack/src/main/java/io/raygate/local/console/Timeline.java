// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.console;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.raygate.local.xray.document.Entity;
import io.raygate.local.xray.document.EntityId;
import io.raygate.local.xray.document.SegmentDocument;
import io.raygate.local.xray.document.Span;
import io.raygate.local.xray.index.CallTree;
import io.raygate.local.xray.index.Request;
import io.raygate.local.xray.index.Trace;
import io.raygate.local.xray.wire.RestJson;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The rows of a trace's timeline, each below the one that called it: segments, subsegments, and what a call implies of a
 * service that sends nothing. A ring of parents is cut where it closes. Not thread-safe.
 */
final class Timeline {

    private static final int MAX_DEPTH = 500;

    private final Trace trace;
    private final CallTree tree;
    private final Set<Long> seen = new HashSet<>();
    private final ArrayNode rows = RestJson.array();

    private Timeline(Trace trace) {
        this.trace = trace;
        this.tree = CallTree.of(trace.documents(), trace.requests());
    }

    static ArrayNode of(Trace trace) {
        Timeline timeline = new Timeline(trace);
        List<SegmentDocument> byStart = trace.documents().stream()
                .sorted(Comparator.comparingDouble(document -> document.span().start()))
                .toList();
        for (SegmentDocument document : byStart) {
            if (!timeline.tree.hasParent(document)) {
                timeline.add(document.entity(), document, 0);
            }
        }
        for (SegmentDocument document : byStart) {
            timeline.add(document.entity(), document, 0);
        }
        return timeline.rows;
    }

    private void add(Entity entity, SegmentDocument owner, int depth) {
        boolean isRepeated = entity.id() != EntityId.NONE && !seen.add(entity.id());
        if (isRepeated || depth > MAX_DEPTH) {
            return;
        }
        SegmentDocument document = tree.document(entity, owner);
        boolean isSegment = document.isSegment() && document.entity().equals(entity);
        ObjectNode row = row(entity.name(), entity.span(), depth);
        row.put("kind", isSegment ? "segment" : "subsegment");
        row.put("id", HexFormat.of().toHexDigits(entity.id()));
        row.put("document", document.identity().id());
        if (isSegment) {
            row.put("service", document.service().name())
                    .put("type", document.service().type());
        }
        Request inferred = tree.inferred(entity);
        if (inferred != null) {
            row(inferred.to().name(), entity.span(), depth + 1)
                    .put("kind", "inferred")
                    .put("service", inferred.to().name())
                    .put("type", inferred.to().type());
        }
        tree.children(entity).stream()
                .sorted(Comparator.comparingDouble(child -> child.span().start()))
                .forEach(child -> add(child, document, depth + 1));
    }

    private ObjectNode row(String name, Span span, int depth) {
        ObjectNode row = rows.addObject().put("name", name).put("depth", depth);
        row.put("offset", RestJson.seconds(span.start() - trace.start()));
        if (span.isComplete()) {
            row.put("duration", span.duration());
        } else {
            row.putNull("duration");
        }
        row.put("inProgress", !span.isComplete());
        return row.put("outcome", span.outcome().kind().name().toLowerCase(Locale.ROOT));
    }
}
