// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.contract.policy;

import io.raygate.contract.read.Node;
import java.util.Optional;

/**
 * The {@code spec} of a tenant file as it holds in one environment: a member of {@code spec.environments.<environment>}
 * takes the place of the member of that name in {@code spec}, as a whole. The charts lay the same one over the other
 * ({@code tenant.here}, {@code edge.here}). Members keep their paths.
 */
public final class TenantSpec {

    private final Node spec;
    private final Optional<Node> own;

    private TenantSpec(Node spec, Optional<Node> own) {
        this.spec = spec;
        this.own = own;
    }

    /**
     * Of a tenant file.
     *
     * @param environment empty: what holds where no environment says otherwise
     * @throws io.raygate.contract.read.InvalidFileException where the file has no {@code spec}
     */
    public static TenantSpec of(Node tenantFile, String environment) {
        Node spec = tenantFile.required("spec");
        return new TenantSpec(
                spec, spec.member("environments").flatMap(environments -> environments.member(environment)));
    }

    /** The member; empty where neither the environment nor {@code spec} has it. */
    public Optional<Node> member(String name) {
        return own.flatMap(here -> here.member(name)).or(() -> spec.member(name));
    }
}
