// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.fault;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** The faults of all services. */
@Singleton
public final class FaultBoard {

    private final Map<FaultyService, Faults> byService = new EnumMap<>(FaultyService.class);

    @Inject
    public FaultBoard(FaultConfig config) {
        for (FaultyService service : FaultyService.values()) {
            byService.put(service, new Faults(service, config.maxActive()));
        }
    }

    /** Always the same one. */
    public Faults of(FaultyService service) {
        return Objects.requireNonNull(byService.get(service));
    }
}
