// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.pipeline;

import io.raygate.gateway.policy.PlatformRules;
import io.raygate.gateway.policy.RedactionKeys;
import io.raygate.gateway.policy.TenantPolicies;
import io.raygate.gateway.translate.EventTranslator;
import io.raygate.gateway.validate.EventValidator;

/** Makes stages for tests of other packages. */
public final class PreparationForTest {

    private PreparationForTest() {}

    /** As CDI would. */
    public static Preparation of(
            TenantPolicies policies, EventValidator validator, RedactionKeys keys, PlatformRules platform) {
        return new Preparation(policies, new EventTranslator(), validator, keys, platform);
    }
}
