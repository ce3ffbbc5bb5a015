// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.scale;

import io.raygate.benchmarks.report.Progress;
import io.raygate.benchmarks.stack.Cores;
import io.raygate.benchmarks.stack.RaygateForwarder;
import java.nio.file.Path;
import java.util.List;

/**
 * What every experiment is given.
 *
 * @param forwarders that take turns
 * @param work directory for files that nobody keeps
 */
record Bench(List<RaygateForwarder> forwarders, Cores cores, Extent extent, Progress progress, Path work) {

    Bench {
        forwarders = List.copyOf(forwarders);
    }

    /** Says what is measured now. */
    void say(Sweep sweep, int round, String subject) {
        progress.say(sweep.table().title() + ", round " + round + " of " + extent.rounds() + ": " + subject);
    }
}
