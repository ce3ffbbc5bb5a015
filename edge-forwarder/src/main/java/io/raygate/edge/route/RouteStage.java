// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.route;

import io.raygate.edge.block.BlockAssemblers;
import io.raygate.edge.block.TenantAssemblers;
import io.raygate.edge.observe.Ledger;
import io.raygate.edge.receive.DocumentHandler;
import io.raygate.edge.spool.BlockSpool;
import io.raygate.edge.tenant.Tenant;
import io.raygate.edge.tenant.Tenants;
import io.raygate.edge.workload.Workloads;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Leads from the limits to the spool, by blocks of one team each. Whose a document is says the namespace of the pod behind its
 * source address, which the node knows, and nothing that the sender writes. Where no team is configured, there is one way and
 * nothing in between.
 */
@Singleton
public class RouteStage {

    private final BlockAssemblers assemblers;
    private final BlockSpool spool;
    private final Workloads workloads;
    private final Ledger ledger;
    private final Tenants tenants;
    private final RandomGenerator producerIds = RandomGenerator.getDefault();

    RouteStage(BlockAssemblers assemblers, BlockSpool spool, Workloads workloads, Ledger ledger, Tenants tenants) {
        this.assemblers = assemblers;
        this.spool = spool;
        this.workloads = workloads;
        this.ledger = ledger;
        this.tenants = tenants;
        ledger.divide(tenants.byNamespace());
    }

    /** A handler for one thread that receives from pods. */
    public DocumentHandler toSpool() {
        return tenants.areShared() ? routed() : assemblers.create(producerIds.nextLong(), spool::offer);
    }

    /** The same for documents that another program passes on: nobody knows whose they are, so they are of no team. */
    public DocumentHandler toSpoolOfRelayed() {
        return tenants.keepOthers()
                ? assemblers.createForRelayed(producerIds.nextLong(), spool::offer)
                : new DroppingHandler(Workloads.OF_RELAYED_DOCUMENTS, ledger);
    }

    /** Bytes of the largest document that a handler takes. */
    public int maxDocumentBytes() {
        return assemblers.maxDocumentBytes();
    }

    private DocumentHandler routed() {
        TenantAssemblers blocks = assemblers.create(
                producerIds::nextLong,
                tenants.streams().stream().map(Tenants.Stream::tenant).toList(),
                tenants.maxOpenBlocks(),
                spool::offer);
        Map<String, DocumentHandler> byNamespace = new HashMap<>();
        tenants.byNamespace()
                .forEach((namespace, tenant) ->
                        byNamespace.put(namespace, blocks.of(tenant).orElseThrow()));
        DocumentHandler others = blocks.of(Tenant.OTHERS).orElseGet(() -> new DroppingHandler(workloads, ledger));
        WaitingRoom.Limits limits =
                new WaitingRoom.Limits(tenants.unknownWait().toNanos(), tenants.unknownMemoryBytes());
        return new RoutedHandler(workloads, byNamespace, others, blocks, limits, System::nanoTime);
    }
}
