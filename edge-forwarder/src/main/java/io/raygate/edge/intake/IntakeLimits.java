// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.intake;

/**
 * What requests may cost.
 *
 * @param maxBodyBytes of one request, at least 1
 * @param maxDocuments of one request, at least 1
 * @param maxPendingBytes of all bodies that are read or wait; at least {@code maxBodyBytes}
 */
record IntakeLimits(int maxBodyBytes, int maxDocuments, long maxPendingBytes) {

    private static final long MAX_BODY_BYTES = 64 * 1024 * 1024;
    private static final long MAX_PENDING_BYTES = 1024 * 1024 * 1024;
    private static final int MAX_DOCUMENTS = 1_000;

    /**
     * Reads them.
     *
     * @throws IllegalArgumentException naming the configuration key that is out of range
     */
    static IntakeLimits of(IntakeConfig config) {
        long maxBody = config.maxBody().asLongValue();
        if (maxBody < 1 || maxBody > MAX_BODY_BYTES) {
            throw outOfRange("raygate.intake.max-body", maxBody + " bytes", "1 to 64M");
        }
        if (config.maxDocuments() < 1 || config.maxDocuments() > MAX_DOCUMENTS) {
            throw outOfRange("raygate.intake.max-documents", config.maxDocuments() + "", "1 to " + MAX_DOCUMENTS);
        }
        long maxPending = config.maxPending().asLongValue();
        if (maxPending < maxBody || maxPending > MAX_PENDING_BYTES) {
            throw outOfRange(
                    "raygate.intake.max-pending",
                    maxPending + " bytes",
                    "raygate.intake.max-body, which is " + maxBody + ", to 1G");
        }
        return new IntakeLimits((int) maxBody, config.maxDocuments(), maxPending);
    }

    private static IllegalArgumentException outOfRange(String key, String value, String range) {
        return new IllegalArgumentException(key + ": " + value + " is out of range; write " + range);
    }
}
