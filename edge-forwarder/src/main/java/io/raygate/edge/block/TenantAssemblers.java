// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.block;

import io.raygate.edge.receive.DocumentHandler;
import io.raygate.edge.tenant.Tenant;
import java.util.Map;
import java.util.Optional;

/**
 * The assemblers of one receiving thread, one for each tenant: a block holds documents of one tenant. They share the writers,
 * so that memory does not grow with the number of tenants. Not thread-safe.
 */
public final class TenantAssemblers {

    private final Map<Tenant, BlockAssembler> assemblers;
    private final SharedWriters writers;

    TenantAssemblers(Map<Tenant, BlockAssembler> assemblers, SharedWriters writers) {
        this.assemblers = Map.copyOf(assemblers);
        this.writers = writers;
    }

    /** The assembler of a tenant. Pauses and the end are told to all at once: {@link #onPause()}, {@link #onClose()}. */
    public Optional<DocumentHandler> of(Tenant tenant) {
        return Optional.ofNullable(assemblers.get(tenant));
    }

    /** As {@link DocumentHandler#onPause()}, for all of them. */
    public long onPause() {
        return writers.onPause();
    }

    /** As {@link DocumentHandler#onClose()}, for all of them. */
    public void onClose() {
        writers.onClose();
    }
}
