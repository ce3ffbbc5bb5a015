// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.kinesis;

/** What a stream is created from. */
record StreamSpec(String name, int shards, boolean onDemand, int maxRecordKib) {

    /** As CreateStream makes it where only the number of shards is given. */
    static StreamSpec provisioned(String name, int shards) {
        return new StreamSpec(name, shards, false, KinesisLimits.DEFAULT_RECORD_KIB);
    }
}
