// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.pipeline;

import io.raygate.gateway.export.EventExporter;
import io.raygate.gateway.policy.PlatformRules;
import io.raygate.gateway.policy.RedactionKeys;
import io.raygate.gateway.policy.TenantPolicies;
import io.raygate.gateway.translate.EventTranslator;
import io.raygate.gateway.validate.EventValidator;
import io.raygate.otlp.export.ExportLimits;
import io.raygate.otlp.export.ExportLimits.TimeLimits;
import java.time.Duration;

/** Makes stages for tests of other packages. */
public final class PreparationForTest {

    /** AWS's, with room for spans of any time. */
    public static final ExportLimits LIMITS = new ExportLimits(
            200 << 10,
            16 << 10,
            new TimeLimits(Duration.ofDays(36_500), Duration.ofDays(36_500)),
            4_800 << 10,
            10_000,
            Duration.ofHours(24));

    private PreparationForTest() {}

    /** As CDI would. */
    public static Preparation of(
            TenantPolicies policies, EventValidator validator, RedactionKeys keys, PlatformRules platform) {
        return new Preparation(policies, new EventTranslator(), validator, new EventExporter(LIMITS), keys, platform);
    }
}
