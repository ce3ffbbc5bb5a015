// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.redrive;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.raygate.aws.Deadline;
import io.raygate.gateway.acknowledge.Acknowledgement;
import io.raygate.gateway.decode.BlockDecoder;
import io.raygate.gateway.decode.TenantId;
import io.raygate.gateway.observe.InvocationBooks;
import io.raygate.gateway.observe.Ledger;
import io.raygate.gateway.observe.Metric;
import io.raygate.gateway.observe.Observer;
import io.raygate.gateway.observe.StageBooks;
import io.raygate.gateway.pipeline.Pipeline;
import io.raygate.gateway.quarantine.Holding;
import io.raygate.gateway.quarantine.Parking;
import io.raygate.gateway.quarantine.QuarantineOutcome;
import io.raygate.gateway.redrive.SqsEventReader.SqsMessage;
import io.raygate.gateway.submit.InvocationTime;
import io.raygate.gateway.tenancy.Tenancy;
import io.raygate.gateway.tenancy.TenantEvent;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Sends documents from quarantine, and from the held queue, again: the same artefact as the gateway, chosen by
 * {@code QUARKUS_LAMBDA_HANDLER=redrive}, for event source mappings of these queues with {@code ReportBatchItemFailures}.
 * What is refused again is parked; what has no answer in time, or no policy yet, stays in the queue.
 */
@Named("redrive")
@Singleton
public class RedriveHandler implements RequestStreamHandler {

    private final BlockDecoder decoder;
    private final Tenancy tenancy;
    private final Pipeline pipeline;
    private final Parking parking;
    private final Holding holding;
    private final Observer observer;
    private final InvocationTime time;

    RedriveHandler(
            BlockDecoder decoder,
            Tenancy tenancy,
            Pipeline pipeline,
            Parking parking,
            Holding holding,
            Observer observer,
            InvocationTime time) {
        this.decoder = decoder;
        this.tenancy = tenancy;
        this.pipeline = pipeline;
        this.parking = parking;
        this.holding = holding;
        this.observer = observer;
        this.time = time;
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        Deadline deadline = time.deadline(context);
        Ledger ledger = observer.open();
        List<SqsMessage> messages = SqsEventReader.read(input);
        int next = 0;
        try {
            while (next < messages.size() && deadline.allowsCall()) {
                RedriveEvent event = RedriveEvent.open(messages, next, decoder, tenancy);
                handle(event, messages, ledger, deadline);
                next += event.messages();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while documents were sent from quarantine");
        }
        ledger.unfinished(IntStream.range(next, messages.size()).boxed().toList());
        observer.close(ledger, deadline);
        new Acknowledgement(ledger.unfinished().stream()
                        .map(index -> messages.get(index).messageId())
                        .toList())
                .writeTo(output);
    }

    private void handle(RedriveEvent event, List<SqsMessage> messages, Ledger ledger, Deadline deadline)
            throws InterruptedException {
        ledger.unfinished(event.undecided());
        park(event.unusable(), ledger, deadline);
        MessageOutlet outlet = new MessageOutlet(parking, holding, messages, event.attempts());
        List<TenantEvent> parts = event.parts();
        parts.forEach(part -> StageBooks.enterRedriven(ledger.of(part.event().tenant()), part.decoded()));
        pipeline.run(parts, outlet, ledger, deadline);
    }

    /** The owner of these messages is unknown: they count for the tenant {@code unknown}, as one document each. */
    private void park(Map<Integer, String> unusable, Ledger ledger, Deadline deadline) throws InterruptedException {
        if (unusable.isEmpty()) {
            return;
        }
        QuarantineOutcome parked = parking.parkMessages(unusable, deadline);
        InvocationBooks books = ledger.of(TenantId.UNKNOWN).count(Metric.REDRIVEN, unusable.size());
        StageBooks.enter(books, Metric.PARKED, List.of(), parked, 0);
        ledger.unfinished(parked.unfinishedRecords());
    }
}
