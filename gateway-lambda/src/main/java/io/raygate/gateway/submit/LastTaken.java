// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.submit;

import io.raygate.block.Document;
import io.raygate.block.SegmentBlock;
import io.raygate.gateway.decode.ReceivedDocument;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A small document for each target that X-Ray has taken before, over all invocations of this process. Sent again, it tells
 * whether X-Ray takes anything now; it changes nothing there, since X-Ray keeps one segment for each id. Bounded by
 * {@code raygate.submit.max-targets} documents, of 64 KB at most. Thread-safe.
 */
@Singleton
class LastTaken {

    private final Map<Target, ReceivedDocument> byTarget;

    LastTaken(SubmitConfig config) {
        this.byTarget = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Target, ReceivedDocument> eldest) {
                return size() > config.maxTargets();
            }
        };
    }

    /** One that X-Ray has taken from this process; empty where it has taken none yet. */
    synchronized Optional<ReceivedDocument> of(Target target) {
        return Optional.ofNullable(byTarget.get(target));
    }

    /** Of these, all of which were taken, keeps one where there is none. */
    synchronized void note(Target target, List<ReceivedDocument> taken) {
        if (!byTarget.containsKey(target)) {
            taken.stream()
                    .min(Comparator.comparingInt(received -> received.document().length()))
                    .ifPresent(smallest -> byTarget.put(target, alone(smallest)));
        }
    }

    /** It was not taken again, and proves nothing any more. */
    synchronized void forget(Target target) {
        byTarget.remove(target);
    }

    /** Without the block that it came in, which would be held as well. */
    private static ReceivedDocument alone(ReceivedDocument received) {
        SegmentBlock block = new SegmentBlock(1, received.origin(), 0, List.of(), List.of());
        byte[] body = received.document().body();
        Document copy = new Document(
                0, received.document().kind(), received.document().receivedUnixNanos(), body, 0, body.length);
        return new ReceivedDocument(0, block, copy);
    }
}
