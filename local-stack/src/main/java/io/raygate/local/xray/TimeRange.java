// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray;

/** From {@code start} to {@code end}, both included, in seconds since the epoch. */
record TimeRange(double start, double end) {

    static final TimeRange ALWAYS = new TimeRange(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

    boolean contains(double epochSeconds) {
        return epochSeconds >= start && epochSeconds <= end;
    }
}
