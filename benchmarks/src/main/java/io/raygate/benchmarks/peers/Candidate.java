// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.peers;

import io.raygate.benchmarks.stack.Program;
import java.util.Optional;

/**
 * Who takes part, or would.
 *
 * @param program empty where it was not given: then there is a row that says so, and never a figure
 */
record Candidate(String name, Optional<Program> program) {

    static final String NOT_GIVEN = "not given";

    static Candidate of(Program program) {
        return new Candidate(program.name(), Optional.of(program));
    }

    static Candidate missing(String name) {
        return new Candidate(name, Optional.empty());
    }
}
