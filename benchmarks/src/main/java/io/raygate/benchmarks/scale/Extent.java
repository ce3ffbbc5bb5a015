// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.scale;

import io.raygate.benchmarks.sending.SizedDocuments;
import java.time.Duration;
import java.util.List;

/**
 * How much is measured.
 *
 * @param rounds of everything
 * @param warmUp after a start, before a figure is taken
 * @param measured of one value
 * @param rates documents a second
 * @param sizes of documents, in bytes
 * @param pods that send
 * @param tenants whose streams one function reads
 * @param events of the function, before figures are taken and again while they are
 * @param shards of a stream
 * @param rate documents a second where something else grows
 */
record Extent(
        int rounds,
        Duration warmUp,
        Duration measured,
        List<Integer> rates,
        List<Integer> sizes,
        List<Integer> pods,
        List<Integer> tenants,
        int events,
        List<Integer> shards,
        int rate) {

    private static final int BYTES_64_KIB = SizedDocuments.MOST_BYTES;

    /** Some 20 minutes a round on two idle cores. */
    static Extent whole(int rounds) {
        return new Extent(
                rounds,
                Duration.ofSeconds(15),
                Duration.ofSeconds(10),
                List.of(10, 100, 1_000, 5_000, 10_000, 20_000, 50_000, 100_000, 200_000),
                List.of(200, 500, 1_500, 4_000, 16_000, BYTES_64_KIB),
                List.of(1, 10, 100, 1_000, 10_000),
                List.of(1, 5, 20, 50, 100, 200),
                400,
                List.of(1, 2, 4, 8, 16, 32),
                1_000);
    }

    /** Some six minutes a round. */
    static Extent quick(int rounds) {
        return new Extent(
                rounds,
                Duration.ofSeconds(5),
                Duration.ofSeconds(4),
                List.of(10, 100, 1_000, 5_000, 20_000, 50_000, 200_000),
                List.of(200, 500, 1_500, 8_000, BYTES_64_KIB),
                List.of(1, 10, 100, 1_000, 10_000),
                List.of(1, 10, 50, 200),
                100,
                List.of(1, 4, 16, 32),
                500);
    }
}
