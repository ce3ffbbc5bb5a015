// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.soak;

import io.raygate.benchmarks.stack.Cores;
import io.raygate.benchmarks.stack.Place;
import io.raygate.benchmarks.stack.ProgramProcess;
import io.raygate.benchmarks.stack.RaygateForwarder;
import java.io.IOException;

/**
 * The forwarder that is stopped, killed and started again on its ports, and the sum of what its processes have counted. What a
 * process counted is read just before it is ended. Not thread-safe.
 */
final class SoakedForwarder implements AutoCloseable {

    private static final String[] LOST = {"raygate_documents_dropped_total", "raygate_documents_rejected_total"};

    private final RaygateForwarder program;
    private final Place place;
    private ProgramProcess process;
    private long kernelDrops;
    private long dropped;
    private long rejected;
    private int kills;
    private int stops;

    SoakedForwarder(RaygateForwarder program, Place place) throws IOException {
        this.program = program;
        this.place = place;
        this.process = ProgramProcess.startReady(program, place, Cores.any());
    }

    ProgramProcess process() {
        return process;
    }

    /** Ends it by SIGKILL or SIGTERM, and starts it again at once. */
    void restart(boolean isKilled) throws IOException {
        count();
        if (isKilled) {
            kills++;
            process.kill();
        } else {
            stops++;
            process.terminate();
        }
        process.awaitEnd();
        process = ProgramProcess.startReady(program, place, Cores.any());
    }

    private void count() {
        String scrape = RaygateForwarder.scrape(place);
        kernelDrops += process.socket().drops().orElse(0);
        dropped += RaygateForwarder.metric(scrape, LOST[0]);
        rejected += RaygateForwarder.metric(scrape, LOST[1]);
    }

    int kills() {
        return kills;
    }

    int stops() {
        return stops;
    }

    /** Of all its processes, as of now. */
    long kernelDrops() {
        return kernelDrops + process.socket().drops().orElse(0);
    }

    long dropped() {
        return dropped + RaygateForwarder.metric(place, LOST[0]);
    }

    long rejected() {
        return rejected + RaygateForwarder.metric(place, LOST[1]);
    }

    @Override
    public void close() {
        process.close();
    }
}
