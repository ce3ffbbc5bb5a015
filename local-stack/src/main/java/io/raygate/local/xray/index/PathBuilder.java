// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.index;

import io.raygate.local.xray.document.Cause.Thrown;
import io.raygate.local.xray.document.Entity;
import io.raygate.local.xray.document.SegmentDocument;
import io.raygate.local.xray.document.ServiceId;
import java.util.ArrayList;
import java.util.List;

/** Collects the entities of a path; a new part begins at a segment and at what a call implies. Not thread-safe. */
final class PathBuilder {

    /** A path is as long as its trace is deep; a ring of parents must end. */
    static final int MAX_STEPS = 200;

    private final CallTree tree;
    private final List<RootCauses.Part> parts = new ArrayList<>();
    private List<RootCauses.Step> steps = new ArrayList<>();
    private ServiceId service = new ServiceId("", "");

    PathBuilder(CallTree tree) {
        this.tree = tree;
    }

    /** Adds an entity and, where it calls something that sends no segments, a part for that. */
    void add(Entity entity, double coverage, List<Thrown> exceptions) {
        SegmentDocument segment = tree.segment(entity);
        if (segment != null) {
            close(false);
            service = segment.service();
        }
        steps.add(new RootCauses.Step(entity.name(), coverage, entity.leavesTheService(), exceptions));
        Request inferred = tree.inferred(entity);
        if (inferred != null) {
            close(false);
            service = inferred.to();
            steps.add(new RootCauses.Step(entity.name(), coverage, false, List.of()));
            close(true);
            service = inferred.from();
        }
    }

    RootCauses.Path build(boolean clientImpacting) {
        close(false);
        return new RootCauses.Path(parts, clientImpacting);
    }

    private void close(boolean inferred) {
        if (!steps.isEmpty()) {
            parts.add(new RootCauses.Part(service, steps, inferred));
            steps = new ArrayList<>();
        }
    }
}
