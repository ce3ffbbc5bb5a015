// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.sampling.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * How the reservoir of one rule is shared among the clients of this node.
 *
 * <p>Guarantees, at any time and for a reservoir that stays the same: the quotas that are valid never add up to more than
 * the reservoir, for a quota that was handed out is reserved until it expires or its client reports again. Each client's share is max-min fair: none gets less than it asked for while another has more than an equal share; what is left over is divided evenly. Quotas are whole numbers, so what a share has over or under its quota is carried to the next
 * report (by at most one request a second): with a reservoir of 1 and five clients, each has it a fifth of the time. A
 * client that reports sooner than it was told is given the same grant again, so hurrying gains nothing.
 *
 * <p>The price: a quota that one client holds cannot be given to a newcomer before that client's next report, so shares
 * settle one interval after a change, and the part of a client that is gone is free when its quota has expired.
 *
 * <p>A report costs O(log n) in the mean, since the level of the water is found again only after a 64th of the clients
 * has changed: with 64 clients or fewer after each report, with more than that a share may be a 64th too high or too low.
 * Not thread-safe; time is a parameter.
 */
final class FairShare {

    /** A quota is valid for two intervals, so that one lost report changes nothing. */
    private static final int INTERVALS_VALID = 2;

    /** The most that is carried from one report to the next, in requests a second. */
    private static final double MAX_CARRY = 1;

    /** The fraction of the clients that may change before shares are recomputed. */
    private static final int LEVEL_PART = 64;

    /** In the order of the last report. */
    private final Map<String, Client> clients = new LinkedHashMap<>();

    private final Duration interval;
    /** Reports that come sooner after the last change nothing; clients are a little early at times. */
    private final Duration patience;

    /** The sum of all quotas. */
    private long held;

    private WaterLevel level = WaterLevel.of(0, new double[0]);
    private int changesSinceLevel;

    FairShare(Duration interval) {
        this.interval = interval;
        this.patience = interval.multipliedBy(9).dividedBy(10);
    }

    /**
     * A client's quota.
     *
     * @param requestsPerSecond empty if nothing is free for a newcomer yet: it keeps borrowing one request a second
     * @param validUntil epoch seconds, this second included
     */
    record Grant(OptionalInt requestsPerSecond, long validUntil) {}

    /**
     * Takes note of a report and grants a quota.
     *
     * @param requests that matched the rule since the client's last report
     * @param reservoir requests a second to be shared
     */
    Grant report(String clientId, long requests, int reservoir, Instant now) {
        forgetExpired(now);
        Client known = clients.get(clientId);
        if (known != null && now.isBefore(known.reportedAt.plus(patience))) {
            known.requestsSince += requests;
            return new Grant(OptionalInt.of(known.quota), known.validUntil);
        }
        clients.remove(clientId);
        Client client =
                known == null ? new Client(requests / seconds(interval)) : known.reported(requests, now, interval);
        clients.put(clientId, client);
        changesSinceLevel++;
        client.share = levelOf(reservoir).share(client.demand);
        int wanted = (int) Math.max(0, Math.round(client.share + client.carry));
        held -= client.quota;
        client.quota = (int) Math.min(wanted, Math.max(0, reservoir - held));
        held += client.quota;
        client.reportedAt = now;
        client.validUntil = now.plus(interval.multipliedBy(INTERVALS_VALID)).getEpochSecond();
        boolean nothingYet = known == null && wanted > 0 && client.quota == 0;
        return new Grant(nothingYet ? OptionalInt.empty() : OptionalInt.of(client.quota), client.validUntil);
    }

    boolean knows(String clientId) {
        return clients.containsKey(clientId);
    }

    int size() {
        return clients.size();
    }

    /** The sum of the quotas that are valid. */
    long granted(Instant now) {
        forgetExpired(now);
        return held;
    }

    void forgetExpired(Instant now) {
        Iterator<Client> oldestFirst = clients.values().iterator();
        while (oldestFirst.hasNext()) {
            Client oldest = oldestFirst.next();
            if (oldest.validUntil >= now.getEpochSecond()) {
                return;
            }
            held -= oldest.quota;
            changesSinceLevel++;
            oldestFirst.remove();
        }
    }

    private WaterLevel levelOf(int reservoir) {
        if (level.reservoir() != reservoir || changesSinceLevel > clients.size() / LEVEL_PART) {
            double[] demands = clients.values().stream()
                    .mapToDouble(client -> client.demand)
                    .toArray();
            level = WaterLevel.of(reservoir, demands);
            changesSinceLevel = 0;
        }
        return level;
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1_000.0;
    }

    private static final class Client {

        private double demand;
        private double share;
        private double carry;
        private int quota;
        private long requestsSince;
        private Instant reportedAt = Instant.MIN;
        private long validUntil;

        Client(double demand) {
            this.demand = demand;
        }

        /** Demand falls by half a report at most, so that a pause does not cost a busy client its part. */
        private Client reported(long requests, Instant now, Duration interval) {
            Duration since = Duration.between(reportedAt, now);
            double intervals = Math.clamp(seconds(since) / seconds(interval), 0.0, 1.0);
            carry = Math.clamp(carry + (share - quota) * intervals, -MAX_CARRY, MAX_CARRY);
            demand = Math.max((requestsSince + requests) / Math.max(1.0, seconds(since)), demand * (1 - intervals / 2));
            requestsSince = 0;
            return this;
        }
    }

    /**
     * Max-min fair shares of a reservoir: as if it were poured over all demands, each of them a vessel as high as it is large.
     *
     * @param reservoir requests a second that are shared
     * @param height no share is larger, where there is too little for all
     * @param surplus what each client has beyond its demand, where there is more than enough
     */
    record WaterLevel(int reservoir, double height, double surplus) {

        /** The level for these demands, in requests a second. Costs O(n log n). */
        static WaterLevel of(int reservoir, double[] demands) {
            double[] ascending = demands.clone();
            Arrays.sort(ascending);
            double left = reservoir;
            for (int i = 0; i < ascending.length; i++) {
                double equalPart = left / (ascending.length - i);
                if (ascending[i] > equalPart) {
                    return new WaterLevel(reservoir, equalPart, 0);
                }
                left -= ascending[i];
            }
            return new WaterLevel(
                    reservoir, Double.POSITIVE_INFINITY, ascending.length == 0 ? 0 : left / ascending.length);
        }

        /** The share of a client with this demand. */
        double share(double demand) {
            return Math.min(demand, height) + surplus;
        }
    }
}
