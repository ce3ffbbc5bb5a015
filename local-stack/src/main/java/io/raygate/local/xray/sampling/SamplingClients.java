// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.sampling;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * Who samples by which rule. A reservoir is shared evenly among the clients that reported lately; they are remembered for
 * longer than a quota is valid, so that the valid quotas of steady clients never add up to more than the reservoir.
 * Bounded; thread-safe.
 */
public final class SamplingClients {

    /** Longer than {@link SamplingOperations#QUOTA_TTL}. */
    private static final Duration REMEMBERED = Duration.ofSeconds(330);

    private final int maxClients;
    /** In the order of the last report. */
    private final LinkedHashMap<Client, Instant> reports = new LinkedHashMap<>();

    public SamplingClients(int maxClients) {
        this.maxClients = maxClients;
    }

    /** Notes a report and gives the client's share of the reservoir, in requests a second; none for its first report. */
    synchronized Optional<Integer> quota(String ruleName, String clientId, int reservoirSize, Instant now) {
        Client client = new Client(ruleName, clientId);
        Instant before = reports.remove(client);
        reports.put(client, now);
        reports.values().removeIf(reported -> reported.isBefore(now.minus(REMEMBERED)));
        if (reports.size() > maxClients) {
            reports.pollFirstEntry();
        }
        boolean isFirst = before == null || before.isBefore(now.minus(REMEMBERED));
        return isFirst ? Optional.empty() : Optional.of(share(clientsOf(ruleName), clientId, reservoirSize));
    }

    /** The rest of the division goes to the clients that come first by id, one each. */
    public static int share(List<String> clientIds, String clientId, int reservoirSize) {
        int clients = clientIds.size();
        int rank = (int) clientIds.stream()
                .filter(other -> other.compareTo(clientId) < 0)
                .count();
        return reservoirSize / clients + (rank < reservoirSize % clients ? 1 : 0);
    }

    private List<String> clientsOf(String ruleName) {
        List<String> ids = new ArrayList<>();
        for (Client client : reports.keySet()) {
            if (client.ruleName.equals(ruleName)) {
                ids.add(client.id);
            }
        }
        return ids;
    }

    private record Client(String ruleName, String id) {}
}
