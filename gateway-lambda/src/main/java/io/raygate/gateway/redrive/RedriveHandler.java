// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.redrive;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.raygate.gateway.decode.BlockDecoder;
import io.raygate.gateway.decode.ReceivedDocument;
import io.raygate.gateway.decode.TenantId;
import io.raygate.gateway.observe.InvocationBooks;
import io.raygate.gateway.observe.Observer;
import io.raygate.gateway.observe.StageBooks;
import io.raygate.gateway.quarantine.Parking;
import io.raygate.gateway.quarantine.QuarantineOutcome;
import io.raygate.gateway.tenancy.Tenancy;
import io.raygate.gateway.time.Deadline;
import io.raygate.gateway.time.InvocationTime;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Sends documents from quarantine again: the same artefact as the gateway, chosen by {@code QUARKUS_LAMBDA_HANDLER=redrive},
 * for an event source mapping of the quarantine queue with {@code ReportBatchItemFailures}. What is refused again is
 * parked; what has no answer in time stays in the queue.
 */
@Named("redrive")
@Singleton
public class RedriveHandler implements RequestStreamHandler {

    private final BlockDecoder decoder;
    private final Redrive redrive;
    private final Parking parking;
    private final Observer observer;
    private final InvocationTime time;
    private final Tenancy tenancy;

    RedriveHandler(
            BlockDecoder decoder,
            Redrive redrive,
            Parking parking,
            Observer observer,
            InvocationTime time,
            Tenancy tenancy) {
        this.decoder = decoder;
        this.redrive = redrive;
        this.parking = parking;
        this.observer = observer;
        this.time = time;
        this.tenancy = tenancy;
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        Deadline deadline = time.deadline(context);
        long startUnixMillis = System.currentTimeMillis();
        List<SqsMessage> messages = SqsEventReader.read(input);
        RedriveEvent event = RedriveEvent.of(messages, decoder, tenancy);
        Set<Integer> unfinished = new TreeSet<>();
        try {
            unfinished.addAll(park(event.unusable(), startUnixMillis, deadline));
            for (Map.Entry<TenantId, List<ReceivedDocument>> documents :
                    event.documents().entrySet()) {
                InvocationBooks books = new InvocationBooks(documents.getKey());
                unfinished.addAll(redrive.send(event, documents.getKey(), documents.getValue(), books, deadline));
                observer.close(books, startUnixMillis, deadline);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while documents were sent from quarantine");
        }
        new RedriveAnswer(unfinished.stream()
                        .map(index -> messages.get(index).messageId())
                        .toList())
                .writeTo(output);
    }

    /** Nobody knows whose messages these are: they are counted for the tenant {@code unknown}. */
    private Set<Integer> park(Map<Integer, String> unusable, long startUnixMillis, Deadline deadline)
            throws InterruptedException {
        if (unusable.isEmpty()) {
            return Set.of();
        }
        QuarantineOutcome parked = parking.parkMessages(unusable, deadline);
        InvocationBooks books = new InvocationBooks(TenantId.UNKNOWN);
        StageBooks.enterParked(books, List.of(), parked, 0);
        observer.close(books, startUnixMillis, deadline);
        return parked.unfinishedRecords();
    }
}
