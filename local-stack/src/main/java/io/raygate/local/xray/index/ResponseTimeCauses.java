// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.index;

import io.raygate.local.xray.document.Entity;
import io.raygate.local.xray.document.SegmentDocument;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Follows, from the root on, the longest child that takes more than half of the root's time. */
final class ResponseTimeCauses {

    private static final double LEAST_COVERAGE = 0.5;

    private ResponseTimeCauses() {}

    /** One path, or none where no child takes that much. */
    static List<RootCauses.Path> of(CallTree tree, SegmentDocument root) {
        double total = root.span().duration();
        if (!(total > 0)) {
            return List.of();
        }
        PathBuilder path = new PathBuilder(tree);
        Entity current = root.entity();
        path.add(current, 1, List.of());
        int depth = 0;
        Entity next = longest(tree, current, total);
        while (next != null && depth++ < PathBuilder.MAX_STEPS) {
            path.add(next, Math.min(1, next.span().duration() / total), List.of());
            current = next;
            next = longest(tree, current, total);
        }
        return depth == 0 ? List.of() : List.of(path.build(true));
    }

    private static @Nullable Entity longest(CallTree tree, Entity parent, double total) {
        Entity longest = null;
        for (Entity child : tree.children(parent)) {
            double duration = child.span().duration();
            if (duration / total > LEAST_COVERAGE
                    && (longest == null || duration > longest.span().duration())) {
                longest = child;
            }
        }
        return longest;
    }
}
