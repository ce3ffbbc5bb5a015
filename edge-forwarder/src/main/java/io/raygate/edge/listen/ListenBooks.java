// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.listen;

import java.util.function.Supplier;

/** Counts the connections of a {@link Listener}, and what no {@link Service.Request} stands for. */
public interface ListenBooks {

    /** Tells where to read the number of open connections; called once. */
    void watchConnections(Supplier<Number> open);

    /** A connection was closed because too many were open. */
    void connectionRefused();

    /** Bytes came that are not a request of a protocol that is spoken here; they were refused. */
    void notHttp();

    /** A connection brought no request in time and was closed. */
    void neverAsked();

    /** A request of HTTP/2 was refused before it began, because too many are under way; the client may send it again. */
    default void streamRefused() {}

    /** A connection of HTTP/2 was closed for frames that bring no request forward. */
    default void flooded() {}
}
