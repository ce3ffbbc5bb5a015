// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.aws;

import java.time.Duration;

/** How an answer reaches the client; anything but {@link AtOnce} is an injected fault. */
public sealed interface Delivery {

    /** Written as soon as it is there. */
    record AtOnce() implements Delivery {}

    /** Written after a pause that holds no thread. */
    record Delayed(Duration pause) implements Delivery {

        public Delayed {
            if (pause.isNegative()) {
                throw new IllegalArgumentException("pause=" + pause);
            }
        }
    }

    /** Never written: the connection is closed with a TCP reset. */
    record Reset() implements Delivery {}
}
