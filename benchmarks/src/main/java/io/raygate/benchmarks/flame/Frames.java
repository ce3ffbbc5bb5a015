// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.flame;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How many samples were taken within each method, by its callers. */
final class Frames {

    private final Map<String, Frames> callees = new TreeMap<>();
    private long samples;

    /** One sample; {@code methods} from the outermost inwards. */
    void add(List<String> methods) {
        samples++;
        Frames at = this;
        for (String method : methods) {
            at = at.callees.computeIfAbsent(method, name -> new Frames());
            at.samples++;
        }
    }

    Map<String, Frames> callees() {
        return callees;
    }

    long samples() {
        return samples;
    }

    /** Levels below this one that have at least {@code least} samples. */
    int depth(double least) {
        return 1
                + callees.values().stream()
                        .filter(callee -> callee.samples >= least)
                        .mapToInt(callee -> callee.depth(least))
                        .max()
                        .orElse(0);
    }
}
