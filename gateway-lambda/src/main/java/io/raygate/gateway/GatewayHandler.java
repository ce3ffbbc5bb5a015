// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.raygate.gateway.acknowledge.Acknowledgement;
import io.raygate.gateway.decode.BlockDecoder;
import io.raygate.gateway.decode.DecodedEvent;
import io.raygate.gateway.decode.KinesisEvent;
import io.raygate.gateway.decode.KinesisEventReader;
import io.raygate.gateway.observe.InvocationBooks;
import io.raygate.gateway.observe.Observer;
import io.raygate.gateway.observe.StageBooks;
import io.raygate.gateway.prepare.PreparedEvent;
import io.raygate.gateway.prepare.TenantStages;
import io.raygate.gateway.time.Deadline;
import io.raygate.gateway.time.InvocationTime;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * The gateway: decode, prepare (own, validate, redact, enrich), batch, submit, quarantine, acknowledge. A record is acknowledged when X-Ray or the
 * quarantine queue has taken each of its documents; where the function dies before it answers, the event source mapping
 * sends the whole batch again.
 */
@Named("gateway")
@Singleton
public class GatewayHandler implements RequestStreamHandler {

    private final BlockDecoder decoder;
    private final Observer observer;
    private final TenantStages stages;
    private final Delivery delivery;
    private final InvocationTime time;

    GatewayHandler(
            BlockDecoder decoder, Observer observer, TenantStages stages, Delivery delivery, InvocationTime time) {
        this.decoder = decoder;
        this.observer = observer;
        this.stages = stages;
        this.delivery = delivery;
        this.time = time;
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        Deadline deadline = time.deadline(context);
        long startUnixMillis = System.currentTimeMillis();
        KinesisEvent event = KinesisEventReader.read(input);
        DecodedEvent decoded = decoder.decode(event);
        InvocationBooks books = observer.open(event, decoded, startUnixMillis);
        PreparedEvent prepared = stages.prepare(event.tenant(), decoded.documents());
        StageBooks.enter(books, prepared);
        Delivered delivered = delivery.deliver(
                new Outgoing(prepared.destination(), prepared.toSend(), prepared.quarantined(), decoded.unreadable()),
                deadline);
        delivered.enterInto(books);
        observer.close(books, startUnixMillis, deadline);
        Acknowledgement.of(event, delivered.unfinishedRecords()).writeTo(output);
    }
}
