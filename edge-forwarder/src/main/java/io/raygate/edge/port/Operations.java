// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.port;

import java.util.List;

/** Operations of the X-Ray API, and who answers them: the port serves those of every bean of this type. */
@FunctionalInterface
public interface Operations extends AutoCloseable {

    /**
     * Opens what answers them; called once, before the port listens.
     *
     * @return no routes where the configuration switches these operations off
     * @throws IllegalArgumentException with one line that names the key, the value and the remedy
     */
    List<Route> open();

    /** Called once, after the port is closed. */
    @Override
    default void close() {}
}
