// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.scale;

import io.raygate.cli.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The configuration repository of a fleet, to validate and to render: environment files, {@code teams.yaml} and tenant files.
 * Every account, cluster and digest in it is made up. Clusters go to teams in turn; every fifth is on Fargate.
 *
 * @param plan         gives each team its shards and its share of X-Ray
 * @param clusters     of each environment, at least one for each team
 * @param environments 1 to {@value #MAX_ENVIRONMENTS}, each in an account of its own
 */
record Fleet(Plan plan, int clusters, int environments) {

    static final int MAX_ENVIRONMENTS = 9;

    /** Accounts that an environment file can list: its schema. */
    private static final int MAX_TEAMS = 500;

    private static final List<String> NAMES = List.of("dev", "staging", "prod");
    private static final String REGION = "eu-west-1";
    private static final int FARGATE_EVERY = 5;

    Fleet {
        int teams = plan.load().teams();
        if (environments < 1 || environments > MAX_ENVIRONMENTS) {
            throw Failure.misused("--environments must be from 1 to " + MAX_ENVIRONMENTS + ", but is " + environments);
        }
        if (teams > MAX_TEAMS) {
            throw Failure.misused("--teams must be at most " + MAX_TEAMS + " with --write, but is " + teams
                    + ": an environment file lists as many accounts of clusters");
        }
        if (clusters < teams) {
            throw Failure.misused("--clusters must be at least as many as --teams, since each team has its own, but is "
                    + clusters + " for " + teams);
        }
    }

    /** Writes all files. The directory must be empty, or not be there yet. */
    void write(Path directory) throws IOException {
        if (Files.exists(directory) && !isEmpty(directory)) {
            throw Failure.misused("--write: " + directory + " is not empty and is not overwritten; name another");
        }
        Files.createDirectories(directory.resolve("envs"));
        Files.createDirectories(directory.resolve("tenants"));
        for (int i = 0; i < environments; i++) {
            Files.writeString(directory.resolve("envs/" + environment(i) + ".yaml"), environmentFile(i));
        }
        Files.writeString(
                directory.resolve("teams.yaml"),
                teams().mapToObj(team -> "  - " + team(team) + "\n").collect(Collectors.joining("", "teams:\n", "")));
        for (int team : teams().toArray()) {
            Files.writeString(directory.resolve("tenants/" + team(team) + ".yaml"), teamFile(team));
        }
    }

    private static boolean isEmpty(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.findAny().isEmpty();
        }
    }

    private IntStream teams() {
        return IntStream.range(0, plan.load().teams());
    }

    private static String environment(int index) {
        return index < NAMES.size() ? NAMES.get(index) : "env-" + (index + 1);
    }

    private static String team(int index) {
        return "team-%03d".formatted(index + 1);
    }

    private static String environmentAccount(int environment) {
        return "10000000000%d".formatted(environment + 1);
    }

    private static String clusterAccount(int environment, int team) {
        return "20000%d000%03d".formatted(environment + 1, team + 1);
    }

    /** A target that is no environment's own; 0 is that of the environment. */
    private static String targetAccount(int environment, int target) {
        return "30000%d000%03d".formatted(environment + 1, target);
    }

    private String environmentFile(int index) {
        Limits limits = plan.limits();
        String targets = IntStream.range(1, targets())
                .mapToObj(target -> "      - {account: \"%s\", region: %s, segmentsPerSecond: %d}\n"
                        .formatted(targetAccount(index, target), REGION, (long) limits.segmentsPerSecond()))
                .collect(Collectors.joining());
        return template("environment.yaml")
                .replace("{name}", environment(index))
                .replace("{account}", environmentAccount(index))
                .replace("{region}", REGION)
                .replace(
                        "{accounts}",
                        teams().mapToObj(team -> "    - \"" + clusterAccount(index, team) + "\"")
                                .collect(Collectors.joining("\n")))
                .replace("{segmentsPerSecond}", Long.toString((long) limits.segmentsPerSecond()))
                .replace("{targets}", targets.isEmpty() ? "" : "    targets:\n" + targets)
                .replace("{shards}", Integer.toString(plan.shards()))
                .replace("{concurrentInvocations}", Long.toString((long) limits.invocations()))
                .replace("{invocationsPerShard}", Integer.toString(limits.invocationsPerShard()));
    }

    private String teamFile(int team) {
        String quota = IntStream.range(0, environments)
                .mapToObj(environment -> """
                            %s:
                              shards: %d
                              segmentsPerSecondPerNode: 1000
                              segmentsPerSecond: %d
                        """.formatted(environment(environment), plan.shardsOfTeam(), share()))
                .collect(Collectors.joining());
        return template("team.yaml")
                .replace("{team}", team(team))
                .replace("{quota}", quota)
                .replace("{targets}", target(team))
                .replace(
                        "{clusters}",
                        IntStream.range(0, environments)
                                .boxed()
                                .flatMap(environment -> clusters(environment, team))
                                .collect(Collectors.joining()));
    }

    /** In each environment its own account's, where it is not that of the environment. */
    private String target(int team) {
        int target = team % targets();
        if (target == 0) {
            return "";
        }
        return "  environments:\n"
                + IntStream.range(0, environments)
                        .mapToObj(environment ->
                                "    %s: {target: {roleArn: \"arn:aws:iam::%s:role/raygate-put-trace-segments\"}}\n"
                                        .formatted(environment(environment), targetAccount(environment, target)))
                        .collect(Collectors.joining());
    }

    private int targets() {
        return Math.min(plan.limits().targetAccounts(), plan.load().teams());
    }

    /** Equal for all teams of a target. */
    private long share() {
        int sharers = Math.ceilDiv(plan.load().teams(), targets());
        return (long) plan.limits().segmentsPerSecond() / sharers;
    }

    private Stream<String> clusters(int environment, int team) {
        return IntStream.range(0, clusters)
                .filter(cluster -> cluster % plan.load().teams() == team)
                .mapToObj(cluster -> cluster(environment, team, cluster));
    }

    private static String cluster(int environment, int team, int cluster) {
        String name = "%s-%s-%03d".formatted(team(team), environment(environment), cluster + 1);
        String account = clusterAccount(environment, team);
        boolean fargate = cluster % FARGATE_EVERY == FARGATE_EVERY - 1;
        String entry = """
                    - name: %s
                      env: %s
                      ring: %s
                      compute: %s
                      region: %s
                      account: "%s"
                      server: arn:aws:eks:%s:%s:cluster/%s
                """.formatted(
                        name,
                        environment(environment),
                        team == 0 ? "canary" : "stable",
                        fargate ? "fargate" : "ec2",
                        REGION,
                        account,
                        REGION,
                        account,
                        name);
        return fargate
                ? entry + "      oidcIssuer: oidc.eks.%s.amazonaws.com/id/%032X\n".formatted(REGION, cluster + 1)
                : entry;
    }

    private static String template(String name) {
        try (var in = Fleet.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not beside " + Fleet.class);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
