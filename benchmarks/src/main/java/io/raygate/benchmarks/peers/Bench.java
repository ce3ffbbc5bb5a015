// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.peers;

import io.raygate.benchmarks.forwarder.KinesisEndpoint;
import io.raygate.benchmarks.report.Progress;
import io.raygate.benchmarks.report.Table;
import io.raygate.benchmarks.stack.Cores;
import io.raygate.benchmarks.stack.LocalStack;
import io.raygate.benchmarks.stack.Place;
import io.raygate.benchmarks.stack.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What every experiment is given.
 *
 * @param stack the AWS side, its function included
 * @param sink takes everything at once, at no cost to what is measured
 * @param extent how much of it
 * @param work directory for files that nobody keeps
 */
record Bench(
        List<Candidate> candidates,
        LocalStack stack,
        KinesisEndpoint sink,
        Cores cores,
        Extent extent,
        Progress progress,
        Path work) {

    /** What a round of one program measures. */
    @FunctionalInterface
    interface Round {
        void measure(Program program) throws IOException;
    }

    /** Rounds, each of which has every program once, so that what else the machine does falls on all of them. */
    void interleave(Table table, String asked, Round round) throws IOException {
        for (int i = 1; i <= extent.rounds(); i++) {
            for (Candidate candidate : candidates) {
                if (candidate.program().isPresent()) {
                    progress.say(table.title() + ", round " + i + " of " + extent.rounds() + ": " + candidate.name());
                    round.measure(candidate.program().get());
                }
            }
        }
        candidates.stream()
                .filter(candidate -> candidate.program().isEmpty())
                .forEach(candidate -> table.remark(asked, candidate.name(), Candidate.NOT_GIVEN));
    }

    /** A place before the AWS side. */
    Place beforeStack() throws IOException {
        return Place.free(stack.aws(), Files.createTempDirectory(work, "program"));
    }

    /** A place before the sink. */
    Place beforeSink() throws IOException {
        return Place.free(sink.url(), Files.createTempDirectory(work, "program"));
    }
}
