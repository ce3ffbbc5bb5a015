// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.block;

/**
 * The tenant that an origin says it is of, and the proof. It means something on streams that several tenants share, and
 * only once {@link SigningKeys#verifies} has said so; everywhere else it is ignored.
 *
 * @param keyVersion which of the tenant's keys has signed, from 1; 0 where none has
 * @param signature  64 hexadecimal digits; empty where there is none
 */
public record TenantClaim(String tenant, int keyVersion, String signature) {

    /** Of an origin that is not signed. */
    public static final TenantClaim NONE = new TenantClaim("", 0, "");
}
