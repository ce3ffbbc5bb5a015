// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.sts;

import io.smallrye.config.ConfigMapping;
import java.util.Map;
import java.util.Optional;

/** Which roles ask for what. */
@ConfigMapping(prefix = "raygate.local.sts")
public interface StsConfig {

    /** By the role's ARN. A role that is not here can be assumed by everybody. */
    Map<String, RoleConfig> roles();

    /** What a role asks for. */
    interface RoleConfig {

        /** The external id without which the role is not given. */
        Optional<String> externalId();
    }
}
