// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.receive;

import java.net.InetAddress;
import java.nio.ByteBuffer;

/** What happens to the documents that one thread receives, of a socket or of the intake. Called by that thread alone. */
public interface DocumentHandler {

    /**
     * Takes a document.
     *
     * @param document valid until the call returns, copied by then
     * @param source address of the sender
     * @param receivedUnixNanos nanoseconds since the epoch
     */
    void onDocument(ByteBuffer document, InetAddress source, long receivedUnixNanos);

    /** Called each time after receiving, and also where nothing came: the moment to seal blocks of age. */
    void onPause();

    /** Nothing more will come. */
    void onClose();
}
