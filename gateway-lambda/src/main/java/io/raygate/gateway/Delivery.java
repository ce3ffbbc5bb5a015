// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway;

import io.raygate.gateway.batch.Batcher;
import io.raygate.gateway.decode.TenantId;
import io.raygate.gateway.quarantine.Quarantine;
import io.raygate.gateway.quarantine.QuarantineConfig;
import io.raygate.gateway.quarantine.QuarantineOutcome;
import io.raygate.gateway.quarantine.Quarantined;
import io.raygate.gateway.submit.Submission;
import io.raygate.gateway.submit.Submitter;
import io.raygate.gateway.time.Deadline;
import jakarta.inject.Singleton;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;

/** The way out: documents to X-Ray, and what it refuses, with what was refused before, to quarantine. */
@Singleton
class Delivery {

    private final Batcher batcher;
    private final Submitter submitter;
    private final Quarantine quarantine;
    private final QuarantineConfig config;

    Delivery(Batcher batcher, Submitter submitter, Quarantine quarantine, QuarantineConfig config) {
        this.batcher = batcher;
        this.submitter = submitter;
        this.quarantine = quarantine;
        this.config = config;
    }

    /** Hands everything on, or says what is unfinished when the time is over. */
    Delivered deliver(Outgoing outgoing, Deadline deadline) throws InterruptedIOException {
        try {
            Submission submission =
                    submitter.submit(batcher.batch(outgoing.toSend()), outgoing.destination(), submitBefore(deadline));
            List<Quarantined> refused = new ArrayList<>(outgoing.refused());
            refused.addAll(submission.refused());
            TenantId tenant = outgoing.destination().tenant();
            QuarantineOutcome kept = quarantine.keep(tenant, refused, outgoing.unreadable(), deadline);
            return new Delivered(submission, refused, kept);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while documents were handed on");
        }
    }

    /** Leaves time for quarantine, where there is one. */
    private Deadline submitBefore(Deadline deadline) {
        return config.queue().isPresent() ? deadline.minus(config.reserve()) : deadline;
    }
}
