// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.submit;

import io.raygate.gateway.batch.Batch;
import io.raygate.gateway.decode.ReceivedDocument;
import io.raygate.gateway.quarantine.QuarantineReason;
import io.raygate.gateway.quarantine.Quarantined;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What an answer that accepts a call means for each of its documents. X-Ray names the documents that it did not accept by
 * their ids. Several documents of a call may have the same id, such as a segment in progress and its end, and X-Ray may
 * give no id, or one that was not sent: then it is unclear which document it means, and the candidates are sent again in
 * smaller calls. Those of them that X-Ray had accepted are sent twice; X-Ray keeps one segment for each id.
 *
 * @param delivered documents taken
 * @param deliveredSpans OpenTelemetry spans in those
 * @param refused   documents X-Ray does not want
 * @param retry     documents X-Ray may take later
 * @param unclear   documents of which some are refused
 */
record Settlement(
        int delivered,
        int deliveredSpans,
        List<Quarantined> refused,
        List<ReceivedDocument> retry,
        List<ReceivedDocument> unclear) {

    static Settlement of(Batch batch, List<Unprocessed> unprocessed) {
        if (unprocessed.isEmpty()) {
            return new Settlement(batch.documents().size(), batch.spans(), List.of(), List.of(), List.of());
        }
        return new Matching(batch).match(unprocessed);
    }

    /** Whether an answer to a single document names others, and not this one: it affirms nothing of it. */
    static boolean namesOthersOnly(Batch batch, List<Unprocessed> unprocessed) {
        if (batch.documents().size() > 1 || unprocessed.isEmpty()) {
            return false;
        }
        String id = SegmentId.of(batch.documents().getFirst().document());
        return unprocessed.stream()
                .allMatch(entry ->
                        entry.knownId().filter(named -> !named.equals(id)).isPresent());
    }

    /** Goes through the entries of an answer once. */
    private static final class Matching {

        private final List<Quarantined> refused = new ArrayList<>();
        private final List<ReceivedDocument> retry = new ArrayList<>();
        private final List<ReceivedDocument> unclear = new ArrayList<>();
        private final List<ReceivedDocument> unnamed;
        private final Map<String, List<ReceivedDocument>> byId = new HashMap<>();

        Matching(Batch batch) {
            unnamed = new ArrayList<>(batch.documents());
            batch.documents()
                    .forEach(received -> byId.computeIfAbsent(SegmentId.of(received.document()), _ -> new ArrayList<>())
                            .add(received));
        }

        Settlement match(List<Unprocessed> unprocessed) {
            Map<String, List<Unprocessed>> entriesById = new HashMap<>();
            List<Unprocessed> nameless = new ArrayList<>();
            for (Unprocessed entry : unprocessed) {
                entry.knownId()
                        .filter(byId::containsKey)
                        .map(id -> entriesById.computeIfAbsent(id, _ -> new ArrayList<>()))
                        .orElse(nameless)
                        .add(entry);
            }
            entriesById.forEach((id, entries) -> {
                List<ReceivedDocument> documents = byId.getOrDefault(id, List.of());
                unnamed.removeAll(documents);
                settle(documents, entries);
            });
            if (!nameless.isEmpty()) {
                settle(unnamed, nameless);
                unnamed.clear();
            }
            int spans = unnamed.stream().mapToInt(ReceivedDocument::spans).sum();
            return new Settlement(unnamed.size(), spans, refused, retry, unclear);
        }

        private void settle(List<ReceivedDocument> candidates, List<Unprocessed> entries) {
            if (entries.stream().allMatch(Unprocessed::isRetryable)) {
                retry.addAll(candidates);
                return;
            }
            if (entries.size() < candidates.size()) {
                unclear.addAll(candidates);
                return;
            }
            for (int i = 0; i < candidates.size(); i++) {
                settle(candidates.get(i), entries.get(i));
            }
        }

        private void settle(ReceivedDocument document, Unprocessed entry) {
            if (entry.isRetryable()) {
                retry.add(document);
                return;
            }
            refused.add(new Quarantined(document, QuarantineReason.REFUSED_BY_XRAY, entry.code(), "", entry.message()));
        }
    }
}
