// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.policy;

/** What a source says when it is asked for a tenant's policy. */
sealed interface PolicyLookup {

    /** The policy. */
    record Found(TenantPolicy policy) implements PolicyLookup {}

    /** The source knows no such tenant. */
    record Unknown(String where) implements PolicyLookup {}

    /** There is a policy that cannot be used. The message says where, and what to write. */
    record Invalid(String message) implements PolicyLookup {}

    /** The source did not answer. */
    record Unreachable(String message) implements PolicyLookup {}
}
