// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.otlp;

import io.raygate.otlp.read.JsonRequest;
import io.raygate.otlp.read.MalformedException;
import io.raygate.otlp.read.TraceRequest;

/**
 * What a request will give, found without opening its spans.
 *
 * @param spans       spans of the request; 0 where it is malformed
 * @param outputBytes what its documents will hold, about: each segment repeats its resource
 */
public record RequestSize(int spans, long outputBytes) {

    /** Members that a span does not bring itself. */
    private static final int FRAME_BYTES = 512;

    /** Walks over the lengths in a request. */
    public static RequestSize of(byte[] request, int offset, int length) {
        try {
            if (JsonRequest.isJson(request, offset, length)) {
                byte[] protobuf = JsonRequest.toProtobuf(request, offset, length);
                return of(TraceRequest.read(protobuf, 0, protobuf.length, 0), protobuf.length);
            }
            return of(TraceRequest.read(request, offset, length, 0), length);
        } catch (MalformedException e) {
            return new RequestSize(0, length);
        }
    }

    private static RequestSize of(TraceRequest request, int length) {
        return new RequestSize(
                request.spanCount(), length + request.resourceBytes() + (long) FRAME_BYTES * request.spanCount());
    }
}
