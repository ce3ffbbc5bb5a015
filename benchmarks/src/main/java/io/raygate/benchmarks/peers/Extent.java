// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.peers;

import java.time.Duration;
import java.util.List;

/**
 * How much is measured.
 *
 * @param rounds of everything
 * @param warmUp after a start, before a figure is taken
 * @param measured of one rate
 * @param sizes of documents, in bytes, at the socket
 * @param receiveRates documents a second at the socket
 * @param deliveryRates documents a second to X-Ray
 * @param faultRate documents a second while X-Ray fails
 * @param fault how long it fails, with as much time around it
 */
record Extent(
        int rounds,
        Duration warmUp,
        Duration measured,
        List<Integer> sizes,
        List<Integer> receiveRates,
        List<Integer> deliveryRates,
        int faultRate,
        Duration fault) {

    /** Some 25 minutes for each program and three rounds. */
    static Extent whole(int rounds) {
        return new Extent(
                rounds,
                Duration.ofSeconds(15),
                Duration.ofSeconds(10),
                List.of(500, 1_500),
                List.of(5_000, 20_000, 50_000, 100_000),
                List.of(10, 100, 1_000, 5_000, 20_000),
                1_000,
                Duration.ofSeconds(10));
    }

    /** Some three minutes for each program. */
    static Extent quick(int rounds) {
        return new Extent(
                rounds,
                Duration.ofSeconds(4),
                Duration.ofSeconds(4),
                List.of(1_500),
                List.of(5_000, 20_000),
                List.of(10, 100, 1_000, 5_000),
                500,
                Duration.ofSeconds(3));
    }
}
