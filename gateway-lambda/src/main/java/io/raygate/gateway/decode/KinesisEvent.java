// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.decode;

import java.util.List;

/**
 * The event of one invocation: records of one shard, in order.
 *
 * @param tenant    from the ARN of the stream, for which IAM vouches
 * @param streamArn of the stream; empty where the event does not say
 */
public record KinesisEvent(TenantId tenant, String streamArn, List<KinesisRecord> records) {

    public KinesisEvent {
        records = List.copyOf(records);
    }

    /** The event of a stream. */
    public KinesisEvent(String streamArn, List<KinesisRecord> records) {
        this(TenantId.ofStreamArn(streamArn), streamArn, records);
    }

    /** Records of a tenant from an unknown stream. */
    public KinesisEvent(TenantId tenant, List<KinesisRecord> records) {
        this(tenant, "", records);
    }
}
