// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.index;

import io.raygate.local.xray.document.Entity;
import io.raygate.local.xray.document.EntityId;
import io.raygate.local.xray.document.SegmentDocument;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A trace as one tree: below an entity are its subsegments, the independent ones included, and below a call is the segment
 * that answered it. Made for one pass over a trace and thrown away.
 */
final class CallTree {

    private final List<SegmentDocument> documents;
    private final Map<Long, List<SegmentDocument>> byParent = new HashMap<>();
    private final IdentityHashMap<Entity, SegmentDocument> segments = new IdentityHashMap<>();
    private final IdentityHashMap<Entity, Request> inferred = new IdentityHashMap<>();

    private final IdentityHashMap<Entity, SegmentDocument> independent = new IdentityHashMap<>();
    private final Set<Long> ids = new HashSet<>();

    private CallTree(List<SegmentDocument> documents) {
        this.documents = documents;
    }

    /** Of a trace's documents and requests. */
    static CallTree of(List<SegmentDocument> documents, List<Request> requests) {
        CallTree tree = new CallTree(documents);
        for (SegmentDocument document : documents) {
            if (document.isSegment()) {
                tree.segments.put(document.entity(), document);
            } else {
                tree.independent.put(document.entity(), document);
            }
            tree.addIds(document.entity());
            long parent = document.identity().parent();
            if (parent != EntityId.NONE) {
                tree.byParent
                        .computeIfAbsent(parent, ignored -> new ArrayList<>(2))
                        .add(document);
            }
        }
        for (Request request : requests) {
            if (request.kind() == Request.Kind.INFERRED && request.call() != null) {
                tree.inferred.put(request.call(), request);
            }
        }
        return tree;
    }

    /** The segments of the trace, in order of arrival. */
    List<SegmentDocument> documents() {
        return documents;
    }

    /** The segment that an entity is; null for a subsegment. */
    @Nullable
    SegmentDocument segment(Entity entity) {
        return segments.get(entity);
    }

    /** The request that an entity made to something that sends no segments; null for any other entity. */
    @Nullable
    Request inferred(Entity entity) {
        return inferred.get(entity);
    }

    /** The document that an entity heads, or else the one that it was found in. */
    SegmentDocument document(Entity entity, SegmentDocument foundIn) {
        SegmentDocument segment = segments.get(entity);
        return segment == null ? independent.getOrDefault(entity, foundIn) : segment;
    }

    /** In the order in which they came; an entity that names itself as its parent is not below itself. */
    List<Entity> children(Entity entity) {
        List<SegmentDocument> others = entity.id() == EntityId.NONE ? null : byParent.get(entity.id());
        if (others == null) {
            return entity.subsegments();
        }
        String own = "%016x".formatted(entity.id());
        List<Entity> children = new ArrayList<>(entity.subsegments());
        for (SegmentDocument other : others) {
            if (!other.identity().id().equals(own)) {
                children.add(other.entity());
            }
        }
        return children;
    }

    private void addIds(Entity entity) {
        if (entity.id() != EntityId.NONE) {
            ids.add(entity.id());
        }
        entity.subsegments().forEach(this::addIds);
    }
}
