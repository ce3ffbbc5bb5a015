// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local;

import io.raygate.configuration.CheckedConfiguration;
import io.raygate.configuration.DeclaresKeys;

/** Checks the keys of the local stack before it starts. */
@DeclaresKeys
public final class LocalConfiguration extends CheckedConfiguration {

    /** Called by the service loader. */
    public LocalConfiguration() {
        super(LocalConfigurationKeys.ALL);
    }
}
