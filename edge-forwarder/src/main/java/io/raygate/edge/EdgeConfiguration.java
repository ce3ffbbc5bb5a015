// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge;

import io.raygate.configuration.CheckedConfiguration;
import io.raygate.configuration.DeclaresKeys;

/** Checks the keys of the forwarder before it starts. */
@DeclaresKeys
public final class EdgeConfiguration extends CheckedConfiguration {

    /** Called by the service loader. */
    public EdgeConfiguration() {
        super(EdgeConfigurationKeys.ALL);
    }
}
