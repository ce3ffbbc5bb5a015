// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.shop.trace;

import com.amazonaws.xray.entities.Segment;

/** Answers requests of one service. Thread-safe. */
@FunctionalInterface
public interface Endpoint {

    /** Answers a request; whatever it throws becomes a fault with status 500. */
    Reply answer(Call call);

    /**
     * A request.
     *
     * @param path    without the query, for example {@code /products/lamp}
     * @param segment the request's segment, open until the reply is given; does nothing where the request is not sampled
     */
    record Call(String method, String path, Segment segment) {

        /** What follows the last slash of the path. */
        public String lastName() {
            return path.substring(path.lastIndexOf('/') + 1);
        }
    }

    /** A reply; the body is JSON. */
    record Reply(int status, String body) {

        public Reply {
            if (status < 200 || status > 599) {
                throw new IllegalArgumentException("Not a final HTTP status: status=" + status);
            }
        }
    }
}
