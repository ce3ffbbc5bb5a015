// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.redrive;

import io.raygate.gateway.batch.Batcher;
import io.raygate.gateway.decode.ReceivedDocument;
import io.raygate.gateway.decode.TenantId;
import io.raygate.gateway.observe.InvocationBooks;
import io.raygate.gateway.observe.Metric;
import io.raygate.gateway.observe.StageBooks;
import io.raygate.gateway.quarantine.Parking;
import io.raygate.gateway.quarantine.QuarantineConfig;
import io.raygate.gateway.quarantine.QuarantineOutcome;
import io.raygate.gateway.quarantine.Quarantined;
import io.raygate.gateway.submit.Destination;
import io.raygate.gateway.submit.Submission;
import io.raygate.gateway.submit.Submitter;
import io.raygate.gateway.time.Deadline;
import io.raygate.gateway.validate.EventValidator;
import io.raygate.gateway.validate.ValidatedEvent;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The way of one tenant's documents out of quarantine: validate, batch, submit, and park what fails again. */
@Singleton
class Redrive {

    private final EventValidator validator;
    private final Batcher batcher;
    private final Submitter submitter;
    private final Parking parking;
    private final QuarantineConfig config;

    Redrive(EventValidator validator, Batcher batcher, Submitter submitter, Parking parking, QuarantineConfig config) {
        this.validator = validator;
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
        ValidatedEvent validated = validator.validate(tenant, documents);
        Submission submission = submitter.submit(
                batcher.batch(validated.toSend()), Destination.own(tenant), deadline.minus(config.reserve()));
        List<Quarantined> refused = new ArrayList<>(validated.quarantined());
        refused.addAll(submission.refused());
        QuarantineOutcome parked = parking.parkDocuments(tenant, refused, event.attempts(), deadline);
        books.set(Metric.REDRIVEN, documents.size());
        StageBooks.enter(books, validated);
        StageBooks.enter(books, submission);
        StageBooks.enterParked(books, refused, parked, submission.unfinished().size());
        Set<Integer> unfinished = new HashSet<>(submission.unfinishedRecords());
        unfinished.addAll(parked.unfinishedRecords());
        return unfinished;
    }
}
