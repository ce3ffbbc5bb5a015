// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway;

import io.raygate.configuration.CheckedConfiguration;
import io.raygate.configuration.DeclaresKeys;
import io.raygate.configuration.WrongConfigurationException;

/** Checks the keys of the gateway before it starts. */
@DeclaresKeys
public final class GatewayConfiguration extends CheckedConfiguration {

    private static final String IN_LAMBDA = "AWS_LAMBDA_RUNTIME_API";

    /** Called by the service loader. */
    public GatewayConfiguration() {
        super(GatewayConfigurationKeys.ALL);
    }

    /** Lambda's runtime would bury the lines in the stack of its own calls; so it reads them, and that the process ended. */
    @Override
    protected void refuse(WrongConfigurationException wrong) {
        if (System.getenv(IN_LAMBDA) == null) {
            throw wrong;
        }
        wrong.lines().forEach(System.err::println);
        Runtime.getRuntime().halt(1);
    }
}
