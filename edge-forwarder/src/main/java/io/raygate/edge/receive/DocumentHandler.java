// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.receive;

import java.net.InetAddress;
import java.nio.ByteBuffer;

/** What happens to the documents that one thread receives, of a socket or of the intake. Called by that thread alone. */
public interface DocumentHandler {

    /** Answer of {@link #onPause()} where nothing waits. */
    long NOTHING_WAITS = Long.MAX_VALUE;

    /**
     * Takes a segment document.
     *
     * @param document valid until the call returns, copied by then
     * @param source address of the sender
     * @param receivedUnixNanos nanoseconds since the epoch
     */
    void onDocument(ByteBuffer document, InetAddress source, long receivedUnixNanos);

    /**
     * Takes a request of OpenTelemetry spans.
     *
     * @param request an {@code ExportTraceServiceRequest}, protobuf or JSON, within the size of a document; an array behind
     *     it, valid until the call returns, copied by then
     * @param spans how many it holds, at least one
     * @param source address of the sender
     * @param receivedUnixNanos nanoseconds since the epoch
     */
    void onSpans(ByteBuffer request, int spans, InetAddress source, long receivedUnixNanos);

    /**
     * Called when there is nothing more to receive for the moment, and at the latest after the time that the last call has
     * answered: the moment to seal blocks of age.
     *
     * @return nanoseconds until the next call at the latest, above 0; {@link #NOTHING_WAITS} where no call is needed
     *     before the next document
     */
    long onPause();

    /** Nothing more will come. */
    void onClose();
}
