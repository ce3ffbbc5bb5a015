// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.receive;

import java.net.InetAddress;
import java.nio.ByteBuffer;

/** What happens to the documents of one socket. Called by that socket's thread alone. */
public interface DocumentHandler {

    /**
     * Takes a document.
     *
     * @param document valid until the call returns, copied by then
     * @param source address of the sender
     * @param receivedUnixNanos nanoseconds since the epoch
     */
    void onDocument(ByteBuffer document, InetAddress source, long receivedUnixNanos);

    /** Called after each time the socket was read, at least once a nap: the moment to seal blocks of age. */
    void onPause();

    /** Nothing more will come from the socket. */
    void onClose();
}
