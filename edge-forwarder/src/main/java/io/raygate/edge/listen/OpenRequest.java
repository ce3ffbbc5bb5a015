// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.listen;

/** A request whose head has come and which is not answered yet. Told on the event loop. */
public interface OpenRequest {

    /** Its answer has been written, and those of all requests before it. */
    void answered();

    /** It was not read and answered in time: its connection is closed. */
    void timedOut();

    /** Its client has closed the connection. */
    void clientGone();
}
