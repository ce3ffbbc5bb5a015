// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.tenant;

/**
 * Whose stream a document goes to.
 *
 * @param name of the team; empty for {@link #OTHERS}
 */
public record Tenant(String name) {

    /** Whoever is no team's: all senders, unless {@code raygate.tenants.streams} says otherwise. */
    public static final Tenant OTHERS = new Tenant("");

    /** Not a name that a team can have: what {@link #OTHERS} is called in metrics. */
    private static final String OTHERS_LABEL = "(others)";

    /** For metrics and logs. */
    public String label() {
        return name.isEmpty() ? OTHERS_LABEL : name;
    }
}
