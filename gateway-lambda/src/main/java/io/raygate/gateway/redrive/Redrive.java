// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.redrive;

import io.raygate.gateway.batch.Batcher;
import io.raygate.gateway.decode.ReceivedDocument;
import io.raygate.gateway.decode.TenantId;
import io.raygate.gateway.observe.InvocationBooks;
import io.raygate.gateway.observe.Metric;
import io.raygate.gateway.observe.StageBooks;
import io.raygate.gateway.prepare.PreparedEvent;
import io.raygate.gateway.prepare.TenantStages;
import io.raygate.gateway.quarantine.Parking;
import io.raygate.gateway.quarantine.QuarantineConfig;
import io.raygate.gateway.quarantine.QuarantineOutcome;
import io.raygate.gateway.quarantine.Quarantined;
import io.raygate.gateway.submit.Submission;
import io.raygate.gateway.submit.Submitter;
import io.raygate.gateway.time.Deadline;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The way of one tenant's documents out of quarantine: prepare anew, batch, submit, and park what fails again. */
@Singleton
class Redrive {

    private final TenantStages stages;
    private final Batcher batcher;
    private final Submitter submitter;
    private final Parking parking;
    private final QuarantineConfig config;

    Redrive(TenantStages stages, Batcher batcher, Submitter submitter, Parking parking, QuarantineConfig config) {
        this.stages = stages;
        this.batcher = batcher;
        this.submitter = submitter;
        this.parking = parking;
        this.config = config;
    }

    /** Positions of the messages that must stay in the queue. */
    Set<Integer> send(
            RedriveEvent event,
            TenantId tenant,
            List<ReceivedDocument> documents,
            InvocationBooks books,
            Deadline deadline)
            throws InterruptedException {
        PreparedEvent prepared = stages.prepare(tenant, documents);
        Submission submission = submitter.submit(
                batcher.batch(prepared.toSend()), prepared.destination(), deadline.minus(config.reserve()));
        List<Quarantined> refused = new ArrayList<>(prepared.quarantined());
        refused.addAll(submission.refused());
        QuarantineOutcome parked = parking.parkDocuments(tenant, refused, event.attempts(), deadline);
        books.set(Metric.REDRIVEN, documents.size());
        StageBooks.enter(books, prepared);
        StageBooks.enter(books, submission);
        StageBooks.enterParked(books, refused, parked, submission.unfinished().size());
        Set<Integer> unfinished = new HashSet<>(submission.unfinishedRecords());
        unfinished.addAll(parked.unfinishedRecords());
        return unfinished;
    }
}
