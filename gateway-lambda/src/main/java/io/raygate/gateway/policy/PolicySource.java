// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.policy;

import io.raygate.gateway.decode.TenantId;
import java.time.Duration;

/** Where policies come from. Thread-safe. */
interface PolicySource {

    /** Asks now; takes a bounded time. */
    PolicyLookup find(TenantId tenant);

    /** How long the answer that was given last holds before it is worth asking again. */
    Duration freshFor();
}
