// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.decode;

import java.util.List;

/**
 * What one invocation was given: records of one shard, in order.
 *
 * @param tenant from the ARN of the stream, for which IAM vouches
 */
public record KinesisEvent(TenantId tenant, List<KinesisRecord> records) {

    public KinesisEvent {
        records = List.copyOf(records);
    }
}
