// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.otlp.export;

import io.raygate.otlp.Translation.Refused;
import io.raygate.otlp.Translation.RejectedSpans;
import java.util.List;

/** What became of one request: {@link Ready}, or refused as a whole. */
public sealed interface Export {

    /**
     * The spans of the request, each in one piece or among the rejected ones.
     *
     * @param spans    spans of the request
     * @param pieces   requests to send, in the order of their spans; mostly one
     * @param rejected at most one entry for each reason, as the spans came
     */
    record Ready(int spans, List<Piece> pieces, List<RejectedSpans> rejected) implements Export {

        public Ready {
            pieces = List.copyOf(pieces);
            rejected = List.copyOf(rejected);
        }
    }

    /** Nothing of the request can be sent: it is neither protobuf nor OTLP's JSON. */
    record Unreadable(Refused why) implements Export {}

    /**
     * A request in protobuf, small enough to be sent alone.
     *
     * @param startNanos when its first span started, nanoseconds since the epoch
     * @param lastNanos  when its last span ended
     * @param failed     whether one of its spans says that it failed
     * @param added      attributes that its resources got
     * @param givenUp    attributes for which there was no room
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record Piece(byte[] request, int spans, long startNanos, long lastNanos, boolean failed, int added, int givenUp) {}
}
