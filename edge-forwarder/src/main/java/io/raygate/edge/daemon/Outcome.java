// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.daemon;

import java.util.Map;

/** What becomes of one setting of the daemon. */
sealed interface Outcome {

    /** It stands for these keys of ours. */
    record Mapped(Map<String, String> settings) implements Outcome {

        public Mapped {
            settings = Map.copyOf(settings);
        }

        static Mapped to(String key, String value) {
            return new Mapped(Map.of(key, value));
        }
    }

    /** The forwarder runs without it, and says why in one sentence. */
    record Ignored(String reason) implements Outcome {}

    /** The forwarder does not run with it, and says in one sentence what replaces it. */
    record Refused(String remedy) implements Outcome {}

    /** It says nothing. */
    record Empty() implements Outcome {}
}
