// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.raygate.aws.Deadline;
import io.raygate.gateway.acknowledge.Acknowledgement;
import io.raygate.gateway.decode.BlockDecoder;
import io.raygate.gateway.decode.KinesisEvent;
import io.raygate.gateway.decode.KinesisEventReader;
import io.raygate.gateway.decode.Portions;
import io.raygate.gateway.observe.Ledger;
import io.raygate.gateway.observe.Observer;
import io.raygate.gateway.pipeline.Pipeline;
import io.raygate.gateway.submit.InvocationTime;
import io.raygate.gateway.tenancy.Tenancy;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;

/**
 * The gateway: decode, split by tenant, run the {@link Pipeline}, acknowledge; one portion of the event after the other. A
 * record is acknowledged once X-Ray or a queue has taken each of its documents. Where the function dies before it answers,
 * the event source mapping sends the whole batch again.
 */
@Named("gateway")
@Singleton
public class GatewayHandler implements RequestStreamHandler {

    private final BlockDecoder decoder;
    private final Tenancy tenancy;
    private final Pipeline pipeline;
    private final StreamOutlet outlet;
    private final Observer observer;
    private final InvocationTime time;

    GatewayHandler(
            BlockDecoder decoder,
            Tenancy tenancy,
            Pipeline pipeline,
            StreamOutlet outlet,
            Observer observer,
            InvocationTime time) {
        this.decoder = decoder;
        this.tenancy = tenancy;
        this.pipeline = pipeline;
        this.outlet = outlet;
        this.observer = observer;
        this.time = time;
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        Deadline deadline = time.deadline(context);
        Ledger ledger = observer.open();
        KinesisEvent event = KinesisEventReader.read(input);
        Portions portions = decoder.portions(event);
        try {
            while (portions.hasNext() && mayGoOn(ledger, deadline)) {
                handle(portions.next(), ledger, deadline);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while documents were sent");
        }
        ledger.unfinished(portions.rest());
        observer.close(ledger, deadline);
        Acknowledgement.of(event, ledger.unfinished()).writeTo(output);
    }

    /** Everything after an unfinished record comes again: going on would gain nothing. */
    private static boolean mayGoOn(Ledger ledger, Deadline deadline) {
        return ledger.unfinished().isEmpty() && deadline.allowsCall();
    }

    private void handle(Portions.Portion portion, Ledger ledger, Deadline deadline) throws InterruptedException {
        Tenancy.Split split = tenancy.split(portion.event(), portion.decoded());
        ledger.unfinished(split.undecided());
        split.parts().forEach(part -> observer.enter(ledger, part.event(), part.decoded()));
        pipeline.run(split.parts(), outlet, ledger, deadline);
    }
}
