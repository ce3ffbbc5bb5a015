// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.prepare;

import io.raygate.gateway.policy.PlatformRules;
import io.raygate.gateway.policy.RedactionKeys;
import io.raygate.gateway.policy.TenantPolicies;
import io.raygate.gateway.validate.EventValidator;

/** Makes stages for tests of other packages. */
public final class StagesForTest {

    private StagesForTest() {}

    /** As CDI would. */
    public static TenantStages of(
            TenantPolicies policies, EventValidator validator, RedactionKeys keys, PlatformRules platform) {
        return new TenantStages(policies, validator, keys, platform);
    }
}
