// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.schema;

/** Where validators come from. */
public final class DocumentValidators {

    private DocumentValidators() {}

    /** A validator that repairs what it can, within X-Ray's limits. Keep it: one instance a thread. */
    public static SegmentValidator segment() {
        return segment(ValidationMode.REPAIR);
    }

    /** A validator within X-Ray's limits. Keep it: one instance a thread. */
    public static SegmentValidator segment(ValidationMode mode) {
        return new SegmentValidator(mode, DocumentLimits.DEFAULT);
    }
}
