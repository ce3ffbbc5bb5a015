// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.schema;

/** Where validators come from. */
public final class DocumentValidators {

    private DocumentValidators() {}

    /** A validator for segments and independent subsegments. Keep it: one instance a thread. */
    public static DocumentValidator segment() {
        return new RequiredFieldsValidator();
    }
}
