// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.limit;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.raygate.edge.observe.Ledger;
import io.raygate.edge.receive.DocumentHandler;
import io.raygate.edge.reload.Reloaded;
import io.raygate.edge.reload.Reloads;
import io.raygate.edge.workload.Workloads;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Puts the limits before the handler of each thread that receives. Without a policy file there is nothing in between. */
@Singleton
public class LimitStage {

    private final Workloads workloads;
    private final Ledger ledger;
    private final Optional<Reloaded<Limits>> limits;

    LimitStage(LimitConfig config, Workloads workloads, Reloads reloads, Ledger ledger) {
        this.workloads = workloads;
        this.ledger = ledger;
        try {
            this.limits = config.file()
                    .map(path -> reloads.watch(
                            "raygate.limits.file",
                            path,
                            content -> new Limits(LimitPolicy.parse(content), System.nanoTime())));
        } catch (IllegalArgumentException e) {
            // Bad configuration: Quarkus then says one line and exits with status 1.
            throw new ConfigurationException(e.getMessage());
        }
    }

    /** A handler which passes on to {@code next} what the limits keep. */
    public DocumentHandler before(DocumentHandler next) {
        return before(next, workloads);
    }

    /**
     * The same for documents that another program passes on: for the limits they come from senders without a workload,
     * and so share the rules of an empty namespace and the tokens of the node.
     */
    public DocumentHandler beforeRelayed(DocumentHandler next) {
        return before(next, Workloads.OF_RELAYED_DOCUMENTS);
    }

    private DocumentHandler before(DocumentHandler next, Workloads senderOf) {
        return limits.<DocumentHandler>map(
                        file -> new LimitedHandler(next, senderOf, file::current, ledger, System::nanoTime))
                .orElse(next);
    }
}
