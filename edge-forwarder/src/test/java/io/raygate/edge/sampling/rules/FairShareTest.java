// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.sampling.rules;

import io.raygate.edge.sampling.rules.FairShare.WaterLevel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class FairShareTest {

    private static final Duration INTERVAL = Duration.ofSeconds(10);
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    private final FairShare share = new FairShare(INTERVAL);

    @Test
    void report_onlyClient_getsAll() {
        assertThat(quota("a", 10, 100, 0)).isEqualTo(100);
    }

    @Test
    void report_newcomerWhileAllIsGiven_goesOnBorrowing() {
        quota("a", 1_000, 10, 0);

        assertThat(share.report("b", 1_000, 10, at(1)).requestsPerSecond()).isEmpty();
        assertThat(quota("a", 1_000, 10, 10)).isEqualTo(5);
        assertThat(quota("b", 1_000, 10, 11)).isEqualTo(5);
    }

    @Test
    void report_emptyReservoir_quotaOfNothing() {
        assertThat(share.report("a", 1_000, 0, at(0)).requestsPerSecond()).hasValue(0);
    }

    @Test
    void report_modestClientBesideBusyOne_getsWhatItAsksForAndTheRestGoesToTheBusyOne() {
        for (int round = 0; round < 5; round++) {
            quota("modest", 20, 100, 10 * round);
            quota("busy", 5_000, 100, 10 * round + 1);
        }

        assertThat(quota("modest", 20, 100, 50)).isEqualTo(2);
        assertThat(quota("busy", 5_000, 100, 51)).isEqualTo(98);
    }

    @Test
    void report_clientGone_itsPartIsFreeWhenItsQuotaHasExpired() {
        quota("a", 1_000, 10, 0);
        quota("b", 1_000, 10, 1);
        quota("a", 1_000, 10, 10);
        quota("b", 1_000, 10, 11);

        assertThat(quota("a", 1_000, 10, 20)).isEqualTo(5);
        assertThat(quota("a", 1_000, 10, 30)).isEqualTo(5);
        assertThat(quota("a", 1_000, 10, 40)).isEqualTo(10);
    }

    @Test
    void report_farMoreOftenThanAsked_gainsNothing() {
        quota("patient", 1_000, 1, 0);
        quota("pushy", 1_000, 1, 1);
        long pushy = 0;
        long patient = 0;
        for (int second = 2; second < 1_000; second++) {
            pushy += quota("pushy", 1_000, 1, second);
            if (second % 10 == 0) {
                patient += 10 * quota("patient", 1_000, 1, second);
            }
        }

        assertThat(patient).isCloseTo(pushy, within(300L));
    }

    @ParameterizedTest
    @CsvSource({"1,5", "1,2", "3,7", "10,3", "100,8", "2,50"})
    void report_steadyClients_eachGetsAnEqualPartOverTime(int reservoir, int clients) {
        int rounds = 40 * clients;
        double[] sums = new double[clients];
        for (int round = 0; round < rounds; round++) {
            for (int client = 0; client < clients; client++) {
                long quota = quota("client " + client, 1_000, reservoir, 10L * round, 1_000L * client / clients);
                sums[client] += round < rounds / 4 ? 0 : quota;
            }
        }

        double fair = (double) reservoir / clients;
        assertThat(Arrays.stream(sums).boxed())
                .allSatisfy(sum -> assertThat(sum / (rounds * 0.75)).isBetween(0.8 * fair, 1.2 * fair));
    }

    @Test
    void report_anyClientsAtAnyTime_validQuotasNeverExceedTheReservoir() {
        for (long seed = 0; seed < 300; seed++) {
            replay(new SplittableRandom(seed), seed);
        }
    }

    private static void replay(SplittableRandom random, long seed) {
        var share = new FairShare(INTERVAL);
        int reservoir = random.nextInt(1, random.nextBoolean() ? 5 : 1_000);
        int clients = random.nextInt(1, 40);
        Map<String, FairShare.Grant> grants = new HashMap<>();
        Instant now = START;
        for (int report = 0; report < 400; report++) {
            now = now.plusMillis(random.nextInt(1, 3_000));
            String client = "client " + random.nextInt(clients);
            long requests = random.nextBoolean() ? random.nextInt(10) : random.nextInt(Integer.MAX_VALUE);
            grants.put(client, share.report(client, requests, reservoir, now));

            long second = now.getEpochSecond();
            long valid = grants.values().stream()
                    .filter(grant -> grant.validUntil() >= second)
                    .mapToLong(grant -> grant.requestsPerSecond().orElse(0))
                    .sum();
            assertThat(valid).as("seed=%d report=%d", seed, report).isBetween(0L, (long) reservoir);
            assertThat(share.granted(now)).isEqualTo(valid);
        }
    }

    @Test
    void report_thousandsOfClients_sharesAreWithinA64thAndNeverMoreThanTheReservoir() {
        int clients = 4_096;
        int reservoir = 100 * clients;
        for (int round = 0; round < 4; round++) {
            for (int client = 0; client < clients; client++) {
                quota("client " + client, client % 2 == 0 ? 10_000 : 500, reservoir, 10L * round, client);
            }
            assertThat(share.granted(at(10L * round + 9))).isLessThanOrEqualTo(reservoir);
        }

        // half of them ask for 50 a second, which leaves 150 for each of the others
        assertThat(quota("client 1", 500, reservoir, 40)).isEqualTo(50);
        assertThat(quota("client 2", 10_000, reservoir, 40)).isCloseTo(150, within(150L / 64));
    }

    @Test
    void share_ofAllClients_addsUpToTheReservoir() {
        var random = new SplittableRandom(1);
        for (int i = 0; i < 1_000; i++) {
            int reservoir = random.nextInt(0, 1_000);
            List<Double> demands = new ArrayList<>();
            random.ints(random.nextInt(1, 20), 0, 300).forEach(demand -> demands.add((double) demand));
            double[] all = demands.stream().mapToDouble(Double::doubleValue).toArray();

            double sum = demands.stream()
                    .mapToDouble(demand -> WaterLevel.of(reservoir, all).share(demand))
                    .sum();

            assertThat(sum).isCloseTo(reservoir, within(1e-6));
        }
    }

    private long quota(String client, long requests, int reservoir, long second) {
        return quota(client, requests, reservoir, second, 0);
    }

    private long quota(String client, long requests, int reservoir, long second, long millis) {
        return share.report(client, requests, reservoir, at(second).plusMillis(millis))
                .requestsPerSecond()
                .orElse(0);
    }

    private static Instant at(long second) {
        return START.plusSeconds(second);
    }
}
