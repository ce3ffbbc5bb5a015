// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.validate;

import io.raygate.gateway.decode.ReceivedDocument;
import java.util.List;
import java.util.Map;

/**
 * The documents to send, and how many are not.
 *
 * @param rejected refused documents by reason
 */
public record ValidatedEvent(List<ReceivedDocument> accepted, Map<String, Integer> rejected) {

    public ValidatedEvent {
        accepted = List.copyOf(accepted);
        rejected = Map.copyOf(rejected);
    }
}
