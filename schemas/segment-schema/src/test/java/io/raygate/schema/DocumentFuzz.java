// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.schema;

import java.util.List;

/**
 * The target of {@code ./raygate fuzz}, called by Jazzer. The limits are small so that short documents reach the paths
 * for large and deep ones.
 */
public final class DocumentFuzz {

    private static final DocumentLimits LIMITS = new DocumentLimits(1_200, 5_000, 24);
    private static final Agreement AGREEMENT = new Agreement(LIMITS);

    private DocumentFuzz() {}

    /** Throws where the validators disagree on {@code document}, or one of them throws. */
    public static void fuzzerTestOneInput(byte[] document) {
        List<String> disagreements = AGREEMENT.disagreements(document);
        if (!disagreements.isEmpty()) {
            throw new AssertionError(String.join("\n", disagreements));
        }
    }
}
