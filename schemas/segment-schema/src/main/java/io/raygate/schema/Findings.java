// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.schema;

import io.raygate.schema.Verdict.AppliedRepair;
import io.raygate.schema.Verdict.Rejected;
import io.raygate.schema.Verdict.Repaired;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/** What is wrong with a document: what was repaired, and what cannot be. */
final class Findings {

    private final List<AppliedRepair> repairs = new ArrayList<>();
    private final EnumSet<Repair> kinds = EnumSet.noneOf(Repair.class);
    private final List<Refusal> refusals = new ArrayList<>();
    private final int maxRefusals;

    /** {@code maxRefusals} is how many are looked for before the walk ends. */
    Findings(int maxRefusals) {
        this.maxRefusals = maxRefusals;
    }

    void clear() {
        if (!repairs.isEmpty()) {
            repairs.clear();
            kinds.clear();
        }
        if (!refusals.isEmpty()) {
            refusals.clear();
        }
    }

    void reject(RejectionReason reason, String pointer, String message, String found) {
        if (refusals.size() < maxRefusals) {
            refusals.add(new Refusal(reason, pointer, message, found));
        }
    }

    /** Whether the walk need not look for more. */
    boolean isFull() {
        return refusals.size() >= maxRefusals;
    }

    boolean isRejected() {
        return !refusals.isEmpty();
    }

    /** Keeps every kind once and the first {@link Repaired#MAX_LISTED} places; true where this one is to be listed. */
    boolean lists(Repair repair) {
        return kinds.add(repair) || repairs.size() < Repaired.MAX_LISTED;
    }

    /** Notes a change for which {@link #lists} was true. */
    void repaired(AppliedRepair repair) {
        repairs.add(repair);
    }

    /** Notes a change to the whole document. */
    void repaired(Repair repair) {
        if (kinds.add(repair)) {
            repairs.add(new AppliedRepair(repair, "", "", ""));
        }
    }

    List<AppliedRepair> repairs() {
        return repairs;
    }

    /** In the order in which they were found, at most as many as were looked for. */
    List<Refusal> refusals() {
        return List.copyOf(refusals);
    }

    /** The verdict of a walk that failed: its first refusal. */
    Rejected rejected() {
        Refusal first = refusals.get(0);
        return new Rejected(first.reason(), first.pointer(), first.message());
    }
}
