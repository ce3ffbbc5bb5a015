// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.pipeline;

import io.raygate.aws.Deadline;
import io.raygate.gateway.decode.DecodeConfig;
import io.raygate.gateway.decode.UnreadableRecord;
import io.raygate.gateway.observe.InvocationBooks;
import io.raygate.gateway.observe.Ledger;
import io.raygate.gateway.observe.StageBooks;
import io.raygate.gateway.pipeline.Delivery.Delivered;
import io.raygate.gateway.pipeline.Preparation.Prepared;
import io.raygate.gateway.policy.NoPolicyException;
import io.raygate.gateway.quarantine.QuarantineConfig;
import io.raygate.gateway.quarantine.QuarantineOutcome;
import io.raygate.gateway.quarantine.Quarantined;
import io.raygate.gateway.submit.Denial;
import io.raygate.gateway.tenancy.TenantEvent;
import io.raygate.gateway.translate.EventTranslator;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * What happens to each tenant's part of an event: prepare (own, translate, validate, redact, enrich), batch, submit, and keep what is
 * refused; a bounded number of documents at a time. What is wrong with one tenant affects that tenant's part alone.
 */
@Singleton
public class Pipeline {

    private static final Logger LOG = Logger.getLogger(Pipeline.class);

    private final Preparation preparation;
    private final Delivery delivery;
    private final DecodeConfig decode;
    private final QuarantineConfig quarantine;

    Pipeline(Preparation preparation, Delivery delivery, DecodeConfig decode, QuarantineConfig quarantine) {
        this.preparation = preparation;
        this.delivery = delivery;
        this.decode = decode;
        this.quarantine = quarantine;
    }

    /** Accounts in the ledger for every document of these parts, which share the time equally. */
    public void run(List<TenantEvent> parts, Outlet outlet, Ledger ledger, Deadline deadline)
            throws InterruptedException {
        for (int done = 0; done < parts.size(); done++) {
            run(parts.get(done), outlet, ledger, deadline.share(parts.size() - done));
        }
    }

    private void run(TenantEvent part, Outlet outlet, Ledger ledger, Deadline deadline) throws InterruptedException {
        TenantEvent readable = holdUnreadable(part, outlet, ledger, deadline);
        List<TenantEvent> slices = readable.slices(decode.maxPortionDocuments(), EventTranslator::weight);
        for (int done = 0; done < slices.size(); done++) {
            if (!deadline.allowsCall()) {
                leave(slices.get(done), ledger);
                continue;
            }
            try {
                int next = done + 1 < slices.size() ? firstRecord(slices.get(done + 1)) : Integer.MAX_VALUE;
                deliver(slices.get(done), next, outlet, ledger, deadline);
            } catch (NoPolicyException e) {
                if (done == 0) {
                    hold(readable, e, outlet, ledger, deadline);
                } else { // the policy went away meanwhile: the rest is held when it comes again
                    slices.subList(done, slices.size()).forEach(slice -> leave(slice, ledger));
                }
                return;
            }
        }
    }

    /** @param nextRecord whose documents come after these; some of them may be among these */
    private void deliver(TenantEvent slice, int nextRecord, Outlet outlet, Ledger ledger, Deadline deadline)
            throws InterruptedException {
        Prepared prepared = preparation.prepare(slice);
        Delivered delivered = delivery.deliver(prepared, deadline.leaving(quarantine.reserve()));
        InvocationBooks books = ledger.of(slice.event().tenant());
        StageBooks.enter(books, delivered.segments());
        StageBooks.enter(books, delivered.spans());
        Optional<Denial> denial = delivered.denial();
        if (denial.isPresent()) {
            throw NoPolicyException.denied(
                    slice.event().tenant(), prepared.destination().target().roleArn(), denial.get());
        }
        prepared.enterInto(books);
        List<Quarantined> refused = new ArrayList<>(prepared.quarantined());
        refused.addAll(delivered.refused());
        QuarantineOutcome kept = outlet.keep(slice, refused, prepared.unreadable(), deadline);
        StageBooks.enter(
                books, outlet.keptAs(), refused, kept, delivered.unfinished().size());
        StageBooks.enterSpans(books, refused, delivered.segments(), delivered.spans());
        ledger.unfinished(delivered.unfinishedRecords());
        ledger.unfinished(kept.unfinishedRecords());
        int firstUnfinished = ledger.unfinished().stream().min(Integer::compare).orElse(Integer.MAX_VALUE);
        delivery.remember(prepared, delivered, Math.min(firstUnfinished, nextRecord));
    }

    private static int firstRecord(TenantEvent slice) {
        return slice.decoded().documents().getFirst().recordIndex();
    }

    /** Done before redaction, which would withhold what it cannot read, so that a newer gateway could send nothing of it. */
    private static TenantEvent holdUnreadable(TenantEvent part, Outlet outlet, Ledger ledger, Deadline deadline)
            throws InterruptedException {
        List<UnreadableRecord> records =
                part.decoded().unreadable().stream().filter(outlet::holds).toList();
        if (records.isEmpty()) {
            return part;
        }
        QuarantineOutcome held = outlet.holdUnreadable(part, records, deadline);
        LOG.warnf(
                "Records held until a gateway of another version reads them: tenant=%s, records=%d, unfinished=%d,"
                        + " first=%s",
                part.event().tenant().value(),
                records.size(),
                held.unfinishedRecords().size(),
                records.getFirst().code());
        ledger.unfinished(held.unfinishedRecords());
        return part.without(records);
    }

    /** A problem of the platform passes, and the records come again. A problem of the tenant takes a person. */
    private static void hold(TenantEvent part, NoPolicyException why, Outlet outlet, Ledger ledger, Deadline deadline)
            throws InterruptedException {
        if (!why.isOfTenant()) {
            LOG.warnf("Documents wait and their records come again: %s", why.getMessage());
            leave(part, ledger);
            ledger.problem(part.event().tenant(), why.lack().name());
            return;
        }
        QuarantineOutcome held = outlet.hold(part, why, deadline);
        LOG.warnf(
                "Documents held until their tenant has a policy: held=%d, unfinished=%d, %s",
                held.kept(), held.unfinished(), why.getMessage());
        StageBooks.enterHeld(ledger.of(part.event().tenant()), held);
        ledger.problem(part.event().tenant(), why.lack().name());
        ledger.unfinished(held.unfinishedRecords());
    }

    private static void leave(TenantEvent part, Ledger ledger) {
        StageBooks.enterUnfinished(
                ledger.of(part.event().tenant()), part.decoded().documents().size());
        ledger.unfinished(part.recordIndexes());
    }
}
