// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.ssm;

import java.time.Instant;

/** A parameter as it is now. */
record Parameter(Put put, long version, Instant changed) {

    /**
     * What a request says of it.
     *
     * @param type {@code String}, {@code StringList} or {@code SecureString}
     */
    record Put(String name, String type, Tier tier, String value) {

        boolean isSecret() {
            return type.equals("SecureString");
        }
    }

    String name() {
        return put.name();
    }
}
