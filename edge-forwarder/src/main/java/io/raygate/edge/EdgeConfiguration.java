// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge;

import io.raygate.configuration.CheckedConfiguration;
import io.raygate.configuration.DeclaresKeys;
import io.raygate.edge.tenant.TenantRules;
import java.util.Map;

/** Checks the keys of the forwarder before it starts. */
@DeclaresKeys
public final class EdgeConfiguration extends CheckedConfiguration {

    /** Called by the service loader. */
    public EdgeConfiguration() {
        super(EdgeConfigurationKeys.ALL);
    }

    @Override
    protected Map<String, String> problemsTogether(Map<String, String> values) {
        return TenantRules.problems(values);
    }
}
