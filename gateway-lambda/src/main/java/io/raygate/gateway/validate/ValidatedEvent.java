// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.validate;

import io.raygate.gateway.decode.ReceivedDocument;
import java.util.List;
import java.util.Map;

/**
 * The documents to send, and what became of the others:
 * {@code received + splitOff = toSend + rejected}.
 *
 * @param toSend   accepted and repaired documents
 * @param splitOff documents more than were received, since one was too large or was an array of several
 * @param repaired received documents that were repaired
 * @param repairs  how often each kind of repair was made
 * @param rejected refused documents by reason
 */
public record ValidatedEvent(
        List<ReceivedDocument> toSend,
        int splitOff,
        int repaired,
        Map<String, Integer> repairs,
        Map<String, Integer> rejected) {

    public ValidatedEvent {
        toSend = List.copyOf(toSend);
        repairs = Map.copyOf(repairs);
        rejected = Map.copyOf(rejected);
    }
}
