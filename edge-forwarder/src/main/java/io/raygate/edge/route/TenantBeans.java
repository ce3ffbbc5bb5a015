// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.route;

import io.raygate.edge.publish.PublishConfig;
import io.raygate.edge.tenant.Tenants;
import io.raygate.edge.tenant.TenantsConfig;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes the teams that configuration names. */
@Singleton
class TenantBeans {

    @Produces
    @Singleton
    Tenants tenants(TenantsConfig config, PublishConfig publish) {
        return new Tenants(config, publish.stream());
    }
}
