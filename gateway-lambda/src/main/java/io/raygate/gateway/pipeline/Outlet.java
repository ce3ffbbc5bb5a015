// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.pipeline;

import io.raygate.aws.Deadline;
import io.raygate.gateway.decode.UnreadableRecord;
import io.raygate.gateway.observe.Metric;
import io.raygate.gateway.policy.NoPolicyException;
import io.raygate.gateway.quarantine.QuarantineOutcome;
import io.raygate.gateway.quarantine.Quarantined;
import io.raygate.gateway.tenancy.TenantEvent;
import java.util.List;

/** Where documents go that are not for X-Ray, or not yet. Nothing is acknowledged before the next durable place has it. */
public interface Outlet {

    /** Keeps documents that validation, policy or X-Ray refuses, and unreadable records. */
    QuarantineOutcome keep(
            TenantEvent part, List<Quarantined> refused, List<UnreadableRecord> unreadable, Deadline deadline)
            throws InterruptedException;

    /** Holds a whole part, as it came, until its tenant has a policy. */
    QuarantineOutcome hold(TenantEvent part, NoPolicyException why, Deadline deadline) throws InterruptedException;

    /** Whether a record that this gateway cannot read is held for one that can. */
    boolean holds(UnreadableRecord record);

    /** Holds such records of a part, as they came, until a gateway can read them. */
    QuarantineOutcome holdUnreadable(TenantEvent part, List<UnreadableRecord> records, Deadline deadline)
            throws InterruptedException;

    /** The metric that counts what {@link #keep} keeps. */
    Metric keptAs();
}
