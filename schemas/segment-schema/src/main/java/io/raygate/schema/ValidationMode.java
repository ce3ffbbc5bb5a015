// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.schema;

/** What becomes of a document that is not valid but could be made so. */
public enum ValidationMode {
    /** It is repaired: real SDKs send such documents. */
    REPAIR,
    /** It is rejected, with the reason that the repair would have removed. */
    STRICT
}
