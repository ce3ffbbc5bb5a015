// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.raygate.gateway.acknowledge.Acknowledgement;
import io.raygate.gateway.batch.Batch;
import io.raygate.gateway.batch.Batcher;
import io.raygate.gateway.decode.BlockDecoder;
import io.raygate.gateway.decode.DecodedEvent;
import io.raygate.gateway.decode.KinesisEvent;
import io.raygate.gateway.decode.KinesisEventReader;
import io.raygate.gateway.observe.BooksPrinter;
import io.raygate.gateway.observe.InvocationBooks;
import io.raygate.gateway.observe.PolicyBooks;
import io.raygate.gateway.policy.TenantPolicies;
import io.raygate.gateway.prepare.PreparedEvent;
import io.raygate.gateway.prepare.TenantStages;
import io.raygate.gateway.submit.Deadline;
import io.raygate.gateway.submit.Submission;
import io.raygate.gateway.submit.Submitter;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.List;

/**
 * The gateway: decode, prepare (validate, redact, enrich), batch, submit, acknowledge. A record is acknowledged when X-Ray has answered for
 * each of its documents; where the function dies before it answers, the event source mapping sends the whole
 * batch again.
 */
@Named("gateway")
@Singleton
public class GatewayHandler implements RequestStreamHandler {

    private final BlockDecoder decoder;
    private final TenantPolicies policies;
    private final TenantStages stages;
    private final Batcher batcher;
    private final Submitter submitter;
    private final InvocationTime time;

    GatewayHandler(
            BlockDecoder decoder,
            TenantPolicies policies,
            TenantStages stages,
            Batcher batcher,
            Submitter submitter,
            InvocationTime time) {
        this.decoder = decoder;
        this.policies = policies;
        this.stages = stages;
        this.batcher = batcher;
        this.submitter = submitter;
        this.time = time;
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        Deadline deadline = time.deadline(context);
        KinesisEvent event = KinesisEventReader.read(input);
        DecodedEvent decoded = decoder.decode(event);
        PreparedEvent prepared = stages.prepare(event.tenant(), policies.of(event.tenant()), decoded.documents());
        Submission submission = submit(batcher.batch(prepared.toSend()), deadline);
        BooksPrinter.print(InvocationBooks.of(event, decoded, prepared, submission));
        BooksPrinter.print(PolicyBooks.of(event.tenant(), prepared, policies.takeProblems()));
        Acknowledgement.of(event, submission.unfinishedRecords()).writeTo(output);
    }

    private Submission submit(List<Batch> batches, Deadline deadline) throws InterruptedIOException {
        try {
            return submitter.submit(batches, deadline);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while documents were handed to X-Ray");
        }
    }
}
