// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.scale;

import io.raygate.cli.CommandLineRun;
import io.raygate.cli.scale.Simulation.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** The arithmetic, the simulation and {@code docs/scale.md} say the same. */
class ScaleTest {

    private static final Limits DEFAULT = new Limits(20_000, 1_000, 100, 4, 2_600, 1, 40);
    private static final IntToDoubleFunction STEADY = _ -> 1;
    private static final int QUARTER_OF_AN_HOUR = 900;

    @TempDir
    private Path folder;

    /** What varies from second to second stays between what the arithmetic plans and a half more. */
    @ParameterizedTest
    @ValueSource(ints = {10, 100, 1_000, 5_000, 20_000})
    void run_enoughOfEverything_needsWhatIsPlanned(int nodes) {
        Plan plan = plan(nodes, DEFAULT.lifted());

        Outcome outcome = run(plan, STEADY, QUARTER_OF_AN_HOUR);

        assertThat(outcome.exhausted()).isEmpty();
        for (Resource resource : Resource.values()) {
            double planned = plan.need(resource);
            assertThat(outcome.peak(resource)).as(resource.label()).isBetween(0.4 * planned, 1.6 * planned);
        }
        assertThat(outcome.peak(Resource.X_RAY)).isCloseTo(nodes * 50.0, within(nodes * 50 * 0.1));
        assertThat(outcome.peak(Resource.INVOCATIONS)).isLessThanOrEqualTo(plan.processes());
        assertThat(outcome.longestLag()).isZero();
        assertThat(outcome.delivered()).isCloseTo(outcome.arrived(), within(1.0));
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 100, 1_000, 5_000})
    void run_defaultQuotas_exhaustsWhatThePlanSays(int nodes) {
        Plan plan = plan(nodes, DEFAULT);
        List<Resource> lacking = plan.inOrderOfBreaking().stream()
                .filter(resource -> plan.use(resource) > 1)
                .toList();

        Outcome outcome = run(plan, STEADY, QUARTER_OF_AN_HOUR);

        assertThat(outcome.exhausted()).containsAll(lacking);
        assertBooksAreClosed(outcome);
    }

    @Test
    void inOrderOfBreaking_defaultQuotas_xRayThenReservedConcurrencyThenPolicies() {
        Plan plan = plan(1_000, DEFAULT);

        assertThat(plan.inOrderOfBreaking())
                .startsWith(Resource.X_RAY, Resource.RESERVED, Resource.SSM, Resource.SHARDS);
        assertThat(plan.runsOutAt(Resource.X_RAY)).hasValue(53);
        assertThat(plan.runsOutAt(Resource.STREAM)).isEmpty();
        for (Resource resource : List.of(Resource.X_RAY, Resource.RESERVED, Resource.SSM)) {
            int nodes = plan.runsOutAt(resource).orElseThrow();
            assertThat(plan(nodes, DEFAULT).use(resource)).isGreaterThan(1);
            assertThat(plan(nodes - 1, DEFAULT).use(resource)).isLessThanOrEqualTo(1);
        }
    }

    /** While X-Ray takes less than what comes, every invocation that there is waits for it. */
    @Test
    void run_xRayThrottles_keepsAllInvocationsBusy() {
        Plan plan = plan(1_000, DEFAULT);

        Outcome outcome = run(plan, STEADY, QUARTER_OF_AN_HOUR);

        assertThat(outcome.exhausted()).first().isEqualTo(Resource.X_RAY);
        assertThat(outcome.peak(Resource.INVOCATIONS)).isGreaterThan(5 * plan.processes());
        assertThat(outcome.dropped()).isZero();
        assertBooksAreClosed(outcome);
    }

    /** With a quarter of X-Ray's quota to spare, ten minutes without it are made good in forty. */
    @Test
    void run_xRayIsAwayForTenMinutes_losesNothingAndCatchesUp() {
        Limits quarterToSpare = new Limits(20_000, 10_000, 100, 4, 62_500, 1, 1_000);
        Plan plan = plan(1_000, quarterToSpare);

        Outcome during = run(plan, second -> second < 600 ? 0 : 1, 600);
        Outcome after = run(plan, second -> second < 600 ? 0 : 1, 600 + 2_700);

        assertThat(during.longestLag()).isBetween(550.0, 650.0);
        assertThat(during.delivered()).isZero();
        assertThat(after.dropped()).isZero();
        assertThat(after.onStream()).isLessThan(1);
        assertBooksAreClosed(after);
    }

    @Test
    void run_sameSeed_sameOutcome() {
        Plan plan = plan(300, DEFAULT);

        assertThat(run(plan, STEADY, 60)).isEqualTo(run(plan, STEADY, 60));
    }

    /** Many nodes that send little fill records, not bytes. */
    @Test
    void shardsOfTeam_manyNodesWithLittle_followsRecords() {
        Plan plan = new Plan(new Load(5_000, 1, 1, 0.05), DEFAULT);

        assertThat(plan.recordsPerSecond()).isCloseTo(4_762, within(1.0));
        assertThat(plan.shards()).isEqualTo(10);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "scale --nodes 100",
                "scale --nodes 1000 --target-accounts 50",
                "scale --nodes 5000 --target-accounts 50 --segments-per-second 10000"
            })
    void page_commandsThatItShows_printWhatItShows(String command) throws IOException {
        String page = Files.readString(Path.of("../docs/scale.md"));

        CommandLineRun run = CommandLineRun.of(folder, command.split(" "));

        assertThat(run.status()).isZero();
        assertThat(page).contains("./raygate " + command + "\n", String.join("\n", run.out()));
    }

    @Test
    void write_smallFleet_isValid() {
        Path fleet = folder.resolve("fleet");

        CommandLineRun run = CommandLineRun.of(
                folder, ("scale --nodes 30 --teams 3 --clusters 4 --target-accounts 2 --write " + fleet).split(" "));

        assertThat(run.status()).isZero();
        assertThat(run.out()).last().asString().startsWith("Wrote 3 environments with 3 teams and 4 clusters each");
        assertThat(CommandLineRun.of(folder, "validate", fleet.toString()).status())
                .isZero();
        assertThat(fleet.resolve("tenants/team-001.yaml")).content().contains("team-001-prod-004");
        assertThat(fleet.resolve("tenants/team-002.yaml")).content().contains("300001000001:role");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --teams 3 --clusters 2      | --clusters must be at least as many as --teams
            --teams 3 --environments 10 | --environments must be from 1 to 9, but is 10
            --teams 501                 | --teams must be at most 500 with --write
            """)
    void write_fleetThatCannotBe_isRefusedAndNotWritten(String options, String message) {
        Path fleet = folder.resolve("fleet");

        CommandLineRun run =
                CommandLineRun.of(folder, ("scale --nodes 30 --write " + fleet + " " + options).split(" "));

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).anySatisfy(line -> assertThat(line).contains(message));
        assertThat(fleet).doesNotExist();
    }

    private static Plan plan(int nodes, Limits limits) {
        return new Plan(new Load(nodes, 50, 50, 0.05), limits);
    }

    private static Outcome run(Plan plan, IntToDoubleFunction xRay, int seconds) {
        return new Simulation(plan, new SplittableRandom(7), xRay).run(seconds);
    }

    private static void assertBooksAreClosed(Outcome outcome) {
        assertThat(outcome.delivered() + outcome.dropped() + outcome.spooled() + outcome.onStream())
                .isCloseTo(outcome.arrived(), within(1e-6 * outcome.arrived()));
    }
}
