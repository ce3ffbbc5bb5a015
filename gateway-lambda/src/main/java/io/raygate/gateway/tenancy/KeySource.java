// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.tenancy;

import io.raygate.gateway.decode.TenantId;
import java.io.IOException;
import java.util.Map;

/** Where the tenants' keys are kept. */
@FunctionalInterface
interface KeySource {

    /**
     * The text of every tenant's keys.
     *
     * @throws IOException where they cannot be read now
     */
    Map<TenantId, String> read() throws IOException;
}
