// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.wire;

/** From {@code start} to {@code end}, both included, in seconds since the epoch. */
public record TimeRange(double start, double end) {

    public static final TimeRange ALWAYS = new TimeRange(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

    public boolean contains(double epochSeconds) {
        return epochSeconds >= start && epochSeconds <= end;
    }
}
