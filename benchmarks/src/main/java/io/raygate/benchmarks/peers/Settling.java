// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.peers;

import java.time.Duration;

/** When an experiment takes what did not come for lost. */
final class Settling {

    /** Longer than any of the programs keeps a batch, and than the pauses between the retries of a daemon. */
    static final Duration QUIET = Duration.ofSeconds(3);

    private Settling() {}
}
