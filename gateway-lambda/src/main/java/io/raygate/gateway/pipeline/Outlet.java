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

/** Where things go that are not for X-Ray, or not yet. Nothing is done before the next durable place has taken it. */
public interface Outlet {

    /** Keeps what validation, policy or X-Ray refuses, and records that cannot be read. */
    QuarantineOutcome keep(
            TenantEvent part, List<Quarantined> refused, List<UnreadableRecord> unreadable, Deadline deadline)
            throws InterruptedException;

    /** Keeps a part whole, as it came, until its tenant has a policy. */
    QuarantineOutcome hold(TenantEvent part, NoPolicyException why, Deadline deadline) throws InterruptedException;

    /** Whether a record that cannot be read here is held for a gateway that can. */
    boolean holds(UnreadableRecord record);

    /** Keeps such records of a part, as they came, until a gateway reads them. */
    QuarantineOutcome holdUnreadable(TenantEvent part, List<UnreadableRecord> records, Deadline deadline)
            throws InterruptedException;

    /** What {@link #keep} counts as. */
    Metric keptAs();
}
