// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge;

import io.smallrye.config.ConfigMapping;

/** The port of health and metrics; {@code application.yaml} has the defaults and hands them to Quarkus. */
@ConfigMapping(prefix = "raygate.management")
interface ManagementConfig {

    /** An address or a name. */
    String host();

    int port();
}
