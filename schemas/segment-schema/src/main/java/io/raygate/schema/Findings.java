// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.schema;

import io.raygate.schema.Verdict.AppliedRepair;
import io.raygate.schema.Verdict.Rejected;
import io.raygate.schema.Verdict.Repaired;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is wrong with a document: what was repaired, and the first thing that cannot be. */
final class Findings {

    private final List<AppliedRepair> repairs = new ArrayList<>();
    private final EnumSet<Repair> kinds = EnumSet.noneOf(Repair.class);
    private @Nullable Rejected rejected;

    void clear() {
        if (!repairs.isEmpty()) {
            repairs.clear();
            kinds.clear();
        }
        rejected = null;
    }

    void reject(RejectionReason reason, String pointer, String message) {
        rejected = new Rejected(reason, pointer, message);
    }

    /** Keeps every kind once and the first {@link Repaired#MAX_LISTED} places; {@code pointer} is asked only then. */
    void repaired(Repair repair, Path path, int depth) {
        if (kinds.add(repair) || repairs.size() < Repaired.MAX_LISTED) {
            repairs.add(new AppliedRepair(repair, path.pointer(depth)));
        }
    }

    void repaired(Repair repair) {
        if (kinds.add(repair)) {
            repairs.add(new AppliedRepair(repair, ""));
        }
    }

    List<AppliedRepair> repairs() {
        return repairs;
    }

    /** The verdict of a walk that failed. */
    Rejected rejected() {
        if (rejected == null) {
            throw new IllegalStateException("nothing was rejected");
        }
        return rejected;
    }
}
