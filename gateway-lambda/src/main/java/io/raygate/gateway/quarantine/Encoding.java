// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.quarantine;

/** How a message holds the bytes that are in quarantine. */
enum Encoding {
    /** As they are: well-formed UTF-8. */
    TEXT("text"),
    /** Base64 of the bytes. */
    BASE64("base64"),
    /** Base64 of one Zstandard frame with content size. */
    ZSTD_BASE64("zstd+base64");

    private final String label;

    Encoding(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }
}
