// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.scale;

import java.io.IOException;
import java.util.List;

/** Something that grows, and what is measured over it. */
interface Experiment {

    /** The figures so far. */
    Sweep sweep();

    /** Columns of which there is a plot and a slope. */
    List<String> plotted();

    /** One round of everything. */
    void measure(int round) throws IOException;
}
