// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.scale;

/** What Raygate takes for a document, with where it was measured, and what AWS charges, at list prices in us-east-1. */
final class Assumptions {

    /** Bytes on the stream; docs/cost.md, measured with documents of 1,564 B. */
    static final double BYTES_PER_DOCUMENT = 285;

    /** A block fills one PUT payload unit, 25,600 B. */
    static final double DOCUMENTS_PER_FULL_BLOCK = 25_600 / BYTES_PER_DOCUMENT;

    /** A block that fills within this stays open until it is full: raygate.block.linger-max, ADR 039. */
    static final double LINGER_MAX_SECONDS = 0.15;

    /** Written by a shard a second: Kinesis developer guide, quotas, read 2026-11-28. */
    static final double SHARD_BYTES = 1 << 20;

    /** Written by a shard a second: the same page. */
    static final double SHARD_RECORDS = 1_000;

    /** Share of a shard that is used at the busiest time; the rest is for what comes unevenly. */
    static final double SHARD_FILL = 0.5;

    /** CPU of the function, docs/cost.md: 31 us a document, on the 0.29 of a vCPU that 512 MB have. */
    static final double CPU_SECONDS_PER_DOCUMENT = 31e-6 / (512.0 / 1_769);

    /** A call of X-Ray has 50 documents and takes 20 ms, as docs/cost.md assumes; an invocation has 4 at once. */
    static final double WAITING_SECONDS_PER_DOCUMENT = 0.020 / 50 / 4;

    /** An invocation's own time: event, books, answer. Assumed. */
    static final double SECONDS_PER_INVOCATION = 0.005;

    /** Of a mapping: charts/tenant, mapping. */
    static final double BLOCKS_PER_INVOCATION = 100;

    /** Between two polls of a shard: Lambda guide, Kinesis, polling and batching, read 2026-11-22. */
    static final double WINDOW_SECONDS = 1;

    /** Memory of the function: charts/gateway, function.memoryMegabytes. */
    static final double GIGABYTES = 0.5;

    /** Compressed blocks that a forwarder keeps while the stream takes no more: raygate.spool.max-memory, 64M. */
    static final double SPOOL_BYTES = 64 << 20;

    /** Policies of one answer of GetParametersByPath: Systems Manager API reference, read 2026-11-22. */
    static final int POLICIES_PER_CALL = 10;

    /** raygate.policy.refresh, 60s, and up to a fifth earlier. */
    static final double SECONDS_BETWEEN_READINGS = 60 * 0.9;

    /** Rings that reserve concurrency for all shards each. */
    static final int RINGS = 2;

    /** Mean load of a month, as a share of the busiest time. Assumed. */
    static final double MEAN_LOAD = 0.5;

    static final double SECONDS_PER_MONTH = 730 * 3_600;

    /** Of 25,600 B put; this and what follows: docs/cost.md. */
    static final double DOLLARS_PER_UNIT = 0.014e-6;

    static final double DOLLARS_PER_SHARD_HOUR = 0.015;

    static final double DOLLARS_PER_GIGABYTE_SECOND = 0.0000133334;

    static final double DOLLARS_PER_INVOCATION = 0.20e-6;

    /** X-Ray, for each trace of five segments, as in docs/cost.md. */
    static final double DOLLARS_PER_DOCUMENT_IN_X_RAY = 5e-6 / 5;

    private Assumptions() {}

    /** Time that an invocation is busy with a document. */
    static double secondsPerDocument() {
        return CPU_SECONDS_PER_DOCUMENT + WAITING_SECONDS_PER_DOCUMENT;
    }
}
