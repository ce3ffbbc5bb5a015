// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.ssm;

import java.util.Arrays;

/**
 * How much a parameter holds, and what it costs.
 *
 * @see <a href="https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html">AWS
 *     Systems Manager User Guide, parameter tiers, read 2026-11-26</a>
 */
enum Tier {
    /** 4 KB. */
    STANDARD("Standard", 4 * 1024),
    /** 8 KB. A parameter never goes back to standard. */
    ADVANCED("Advanced", 8 * 1024);

    private static final String EITHER = "Intelligent-Tiering";

    private final String label;
    private final int maxChars;

    Tier(String label, int maxChars) {
        this.label = label;
        this.maxChars = maxChars;
    }

    /** The tier that a request names for a value; {@code Intelligent-Tiering} takes the smallest that holds it. */
    static Tier of(String label, String value) {
        if (label.equals(EITHER)) {
            return value.length() > STANDARD.maxChars ? ADVANCED : STANDARD;
        }
        return Arrays.stream(values())
                .filter(tier -> tier.label.equals(label))
                .findFirst()
                .orElseThrow(() -> new SsmRefusal("ValidationException", "No such tier: " + label));
    }

    String label() {
        return label;
    }

    int maxChars() {
        return maxChars;
    }
}
