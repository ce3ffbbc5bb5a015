// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.raygate.gateway.acknowledge.Acknowledgement;
import io.raygate.gateway.decode.BlockDecoder;
import io.raygate.gateway.decode.KinesisEvent;
import io.raygate.gateway.decode.KinesisEventReader;
import io.raygate.gateway.tenancy.Tenancy;
import io.raygate.gateway.tenancy.TenantEvent;
import io.raygate.gateway.time.Deadline;
import io.raygate.gateway.time.InvocationTime;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The gateway: decode, split by tenant, prepare (own, validate, redact, enrich), batch, submit, quarantine, acknowledge.
 * A record is acknowledged when X-Ray or the quarantine queue has taken each of its documents; where the function dies
 * before it answers, the event source mapping sends the whole batch again.
 */
@Named("gateway")
@Singleton
public class GatewayHandler implements RequestStreamHandler {

    private final BlockDecoder decoder;
    private final Tenancy tenancy;
    private final TenantChain chain;
    private final InvocationTime time;

    GatewayHandler(BlockDecoder decoder, Tenancy tenancy, TenantChain chain, InvocationTime time) {
        this.decoder = decoder;
        this.tenancy = tenancy;
        this.chain = chain;
        this.time = time;
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        Deadline deadline = time.deadline(context);
        long startUnixMillis = System.currentTimeMillis();
        KinesisEvent event = KinesisEventReader.read(input);
        List<TenantEvent> parts = tenancy.split(event, decoder.decode(event));
        Set<Integer> unfinished = new HashSet<>();
        for (int done = 0; done < parts.size(); done++) {
            Deadline share = deadline.share(parts.size() - done);
            unfinished.addAll(chain.handle(parts.get(done), startUnixMillis, share));
        }
        Acknowledgement.of(event, unfinished).writeTo(output);
    }
}
