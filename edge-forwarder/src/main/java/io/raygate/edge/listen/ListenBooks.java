// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.listen;

import java.util.function.Supplier;

/** Counts what becomes of clients that no request can be counted for. */
public interface ListenBooks {

    /** There is a server; told once. */
    void watchConnections(Supplier<Number> open);

    /** A connection was closed since too many are open. */
    void connectionRefused();

    /** Something came that is no HTTP/1.1 request, and was refused. */
    void notHttp();

    /** A connection has brought no request in time, and was closed. */
    void neverAsked();
}
