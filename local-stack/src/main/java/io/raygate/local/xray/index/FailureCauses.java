// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.index;

import io.raygate.local.xray.document.Cause.Thrown;
import io.raygate.local.xray.document.Entity;
import io.raygate.local.xray.document.Outcome;
import io.raygate.local.xray.document.SegmentDocument;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Follows faults or errors downwards from each segment or call that shows one and that no failing ancestor claims: through
 * failing children, what was inferred before local exceptions, to the deepest entity that holds exceptions. A path without
 * exceptions and without an inferred failure is no cause.
 */
final class FailureCauses {

    /** Which failures are followed. */
    enum Kind {
        FAULT,
        ERROR;

        private boolean includes(Outcome outcome) {
            return this == FAULT ? outcome.fault() : outcome.error() || outcome.throttle();
        }
    }

    private final CallTree tree;
    private final Kind kind;
    private final Set<Entity> claimed = Collections.newSetFromMap(new IdentityHashMap<>());

    private FailureCauses(CallTree tree, Kind kind) {
        this.tree = tree;
        this.kind = kind;
    }

    static List<RootCauses.Path> of(CallTree tree, @Nullable SegmentDocument root, Kind kind) {
        FailureCauses causes = new FailureCauses(tree, kind);
        List<RootCauses.Path> paths = new ArrayList<>();
        if (root != null) {
            causes.visit(root.entity(), true, paths, 0);
        }
        for (SegmentDocument document : tree.documents()) {
            causes.visit(document.entity(), false, paths, 0);
        }
        return paths;
    }

    private void visit(Entity entity, boolean isRoot, List<RootCauses.Path> paths, int depth) {
        if (!claimed.add(entity) || depth > PathBuilder.MAX_STEPS) {
            return;
        }
        boolean isStart = tree.segment(entity) != null || tree.inferred(entity) != null;
        if (isStart && fails(entity)) {
            List<Entity> path = follow(entity);
            if (!path.isEmpty()) {
                paths.add(build(path, isRoot));
            }
            claimBelow(entity, 0);
            return;
        }
        for (Entity child : tree.children(entity)) {
            visit(child, false, paths, depth + 1);
        }
    }

    /** The whole way that a failure explains; a failing child that is not on it stands below a failing ancestor. */
    private void claimBelow(Entity entity, int depth) {
        if (depth > PathBuilder.MAX_STEPS) {
            return;
        }
        for (Entity child : tree.children(entity)) {
            if (claimed.add(child)) {
                claimBelow(child, depth + 1);
            }
        }
    }

    /** Empty where nothing on the way tells a reason. */
    private List<Entity> follow(Entity start) {
        List<Entity> path = new ArrayList<>();
        int told = 0;
        Entity current = start;
        while (current != null && path.size() < PathBuilder.MAX_STEPS) {
            path.add(current);
            if (tree.inferred(current) != null || !current.cause().exceptions().isEmpty()) {
                told = path.size();
            }
            current = next(current);
        }
        return path.subList(0, told);
    }

    /** The child that holds the exception that the entity points at; else an inferred failure; else a failing child. */
    private @Nullable Entity next(Entity entity) {
        Entity best = null;
        for (Entity child : tree.children(entity)) {
            if (holds(child, entity.cause().reference())) {
                return child;
            }
            if (fails(child) && (best == null || isNearer(child, best))) {
                best = child;
            }
        }
        return best;
    }

    private boolean isNearer(Entity child, Entity best) {
        return tree.inferred(child) != null && tree.inferred(best) == null;
    }

    private static boolean holds(Entity entity, String exceptionId) {
        if (exceptionId.isEmpty()) {
            return false;
        }
        for (Thrown thrown : entity.cause().exceptions()) {
            if (thrown.id().equals(exceptionId)) {
                return true;
            }
        }
        return entity.cause().reference().equals(exceptionId);
    }

    private boolean fails(Entity entity) {
        return kind.includes(entity.span().outcome());
    }

    private RootCauses.Path build(List<Entity> entities, boolean isRoot) {
        PathBuilder path = new PathBuilder(tree);
        for (Entity entity : entities) {
            path.add(entity, Double.NaN, entity.cause().exceptions());
        }
        return path.build(isRoot);
    }
}
