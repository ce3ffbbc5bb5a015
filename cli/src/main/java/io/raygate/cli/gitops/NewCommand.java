// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.gitops;

import io.raygate.cli.Failure;
import io.raygate.cli.Raygate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.ScopeType;

/** {@code new}: a team, a cluster or an environment, as a change of the files that Argo CD reads. */
@Command(
        name = "new",
        description = {
            "Write the file of a team, a cluster or an environment.",
            "",
            "Asks for what the options leave out, writes the file or changes it (comments stay), checks it",
            "with all the others, and shows the change and what Argo CD will make of it. Nothing is written",
            "that would be rejected.",
            ""
        },
        footer = {
            "",
            "  ./raygate new team ledger --contact @ledger --cluster ledger-dev-euw1 --env dev",
            "  ./raygate new cluster ledger ledger-prod-euw1 --env prod --region eu-west-1",
            "  ./raygate new cluster --shared big-euw1 --env prod --tenant ledger=books,audit",
            "  ./raygate new environment qa --from staging --account 777777777777"
        })
public final class NewCommand implements Runnable {

    private static final String LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";

    @ParentCommand
    private Raygate raygate;

    @Option(
            names = "--directory",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "The directory with envs/ and tenants/ (default: gitops, or this one).")
    private @Nullable Path directory;

    @Option(names = "--dry-run", scope = ScopeType.INHERIT, description = "Show the change, and write nothing.")
    private boolean dryRun;

    /** For picocli. */
    @SuppressWarnings("NullAway.Init")
    public NewCommand() {}

    /** Without a kind. */
    @Override
    public void run() {
        throw Failure.misused("new needs team, cluster or environment; see ./raygate new --help");
    }

    private Path root() {
        if (directory != null) {
            return directory;
        }
        Path gitops = Path.of("gitops");
        return Files.isDirectory(gitops.resolve("envs")) ? gitops : Path.of("");
    }

    static String label(String kind, String name) {
        if (!name.matches(LABEL)) {
            throw Failure.misused(kind + " " + name + ": write 1 to 63 of a-z, 0-9 and hyphen");
        }
        return name;
    }

    private void apply(List<Edit> edits, List<String> made) throws IOException {
        new Change(root().toAbsolutePath(), edits).apply(raygate.console(), dryRun);
        raygate.console().say(dryRun ? "Argo CD would make:" : "Once it is merged, Argo CD makes:");
        made.forEach(line -> raygate.console().say("  " + line));
    }

    private static List<String> ofCluster(String team, String env, String cluster) {
        return List.of(
                "edge-" + cluster + ": the forwarder on " + cluster,
                "in tenant-" + team + "-" + env + ": the role raygate-writer-" + cluster
                        + " and the cluster's Secret in Argo CD");
    }

    private static List<String> ofTeam(String team, String env) {
        return List.of("tenant-" + team + "-" + env + ": the stream raygate-" + team
                + ", its policy, its mapping to the gateway and its alarms");
    }

    /** {@code new team}. */
    @Command(
            name = "team",
            description = "A team with its first cluster: a new file in tenants/, and a line in teams.yaml.")
    int team(
            @Parameters(paramLabel = "NAME") String name,
            @Option(names = "--contact", paramLabel = "WHO", description = "Who answers, such as @ledger.") @Nullable
                    String contact,
            @Option(names = "--cluster", paramLabel = "NAME", description = "The team's first cluster.") @Nullable
                    String cluster,
            @Mixin ClusterOptions options)
            throws IOException {
        Questions questions = Questions.of(raygate.console());
        Path file = root().resolve("tenants/" + label("team", name) + ".yaml");
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw Failure.misused(file + " is there already; add a cluster with ./raygate new cluster " + name);
        }
        String first = label("cluster", questions.answer(cluster, "--cluster", "Name of the team's first cluster"));
        String text = template("team.yaml")
                .replace("{team}", name)
                .replace("{quota}", indented(options.quota(questions)))
                .replace("{cluster}", indented(options.entry(first, questions)))
                .replace(
                        "{contact}",
                        YamlText.quoted(
                                questions.answer(contact, "--contact", "Who answers for the team, such as @" + name)));
        String env = environment(options, questions);
        List<String> made = new ArrayList<>(ofTeam(name, env));
        made.addAll(ofCluster(name, env, first));
        List<Edit> edits = new ArrayList<>(List.of(Edit.ofNew(file, text)));
        new TeamList(root()).with(name).ifPresent(edits::add); // last: a file without a line stops nobody
        apply(edits, made);
        return 0;
    }

    /** The cluster's environment, which must be there: without its file nothing would be checked against it. */
    private String environment(ClusterOptions options, Questions questions) {
        String env = options.environment(questions);
        Path file = root().resolve("envs/" + env + ".yaml");
        if (!Files.exists(file)) {
            throw Failure.misused("environment " + env + ": " + file
                    + " does not exist; choose another one, or make it: ./raygate new environment " + env);
        }
        return env;
    }

    /** {@code new cluster}. */
    @Command(
            name = "cluster",
            description = "One more cluster of a team: an item in its file. With --shared, one of several teams.")
    int cluster(
            @Parameters(
                            arity = "1..2",
                            paramLabel = "[TEAM] NAME",
                            description = "The cluster, and unless it is shared whose it is.")
                    List<String> names,
            @Mixin ClusterOptions options,
            @Mixin SharedOptions shared)
            throws IOException {
        if (names.size() != (shared.isShared() ? 1 : 2)) {
            throw Failure.misused(
                    shared.isShared()
                            ? "new cluster --shared needs the cluster's NAME alone, since it is no team's"
                            : "new cluster needs TEAM and NAME, or --shared and NAME");
        }
        String name = label("cluster", names.getLast());
        return shared.isShared() ? sharedCluster(name, options, shared) : cluster(names.getFirst(), name, options);
    }

    private int cluster(String team, String name, ClusterOptions options) throws IOException {
        Questions questions = Questions.of(raygate.console());
        Path file = root().resolve("tenants/" + label("team", team) + ".yaml");
        YamlText text = YamlText.read(file);
        String env = environment(options, questions);
        List<String> made = new ArrayList<>();
        if (!text.has("spec", "quota", env)) {
            text.append(options.quota(questions), "spec", "quota");
            made.addAll(ofTeam(team, env));
        }
        text.append(options.entry(name, questions), "spec", "clusters");
        made.addAll(ofCluster(team, env, name));
        apply(List.of(text.edit()), made);
        return 0;
    }

    private int sharedCluster(String name, ClusterOptions options, SharedOptions shared) throws IOException {
        Questions questions = Questions.of(raygate.console());
        String env = environment(options, questions);
        Path file = root().resolve("envs/" + env + ".yaml");
        YamlText text = YamlText.read(file);
        String key = "sharedClusters";
        if (!text.has("environment", key)) {
            text.append(List.of(key + ":"), "environment");
        } else if (text.get("environment", key).equals("{}")) {
            text.set("", "environment", key);
        }
        if (text.has("environment", key, name)) {
            throw Failure.misused(name + " is in " + file + " already; change it there");
        }
        List<String> lines = new ArrayList<>(options.sharedEntry(name, questions));
        lines.addAll(template("shared-cluster.yaml").lines().toList());
        lines.addAll(shared.entry(questions));
        text.append(lines, "environment", key);
        List<String> made = new ArrayList<>(List.of(
                "edge-" + name + ": the forwarder on " + name,
                "in shared-" + env + ": the role raygate-writer-" + name + ", which may put records on the streams of"
                        + " these teams, and the cluster's Secret in Argo CD"));
        shared.tenants(questions)
                .forEach((team, namespaces) -> made.add(
                        "in tenant-" + team + "-" + env + ": a policy that takes " + namespaces + " from " + name));
        apply(List.of(text.edit()), made);
        return 0;
    }

    /** {@code new environment}. */
    @Command(name = "environment", description = "An environment like another one: a new file in envs/.")
    int environment(
            @Parameters(paramLabel = "NAME") String name,
            @Option(names = "--from", paramLabel = "ENV", description = "The one to copy.") @Nullable String from,
            @Option(names = "--account", paramLabel = "ID", description = "Its account.") @Nullable String account,
            @Option(names = "--region", paramLabel = "REGION", description = "Its region.") @Nullable String region,
            @Option(names = "--alarm-topic", paramLabel = "ARN", description = "SNS topic of its pager.") @Nullable
                    String alarmTopic)
            throws IOException {
        Questions questions = Questions.of(raygate.console());
        Path file = root().resolve("envs/" + label("environment", name) + ".yaml");
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw Failure.misused(file + " is there already; change it");
        }
        String source = label("environment", questions.answer(from, "--from", "Which environment to copy"));
        YamlText text = YamlText.read(root().resolve("envs/" + source + ".yaml"));
        String itsAccount = questions.answer(account, "--account", "Account of the environment, 12 digits");
        String itsRegion = questions.answer(region, text.get("environment", "region"));
        text.set(name, "environment", "name");
        text.set(YamlText.quoted(itsAccount), "environment", "account");
        text.set(YamlText.scalar(itsRegion), "environment", "region");
        text.set(
                YamlText.scalar(questions.answer(
                        alarmTopic, "arn:aws:sns:" + itsRegion + ":" + itsAccount + ":raygate-platform-pager")),
                "environment",
                "alarmTopic");
        apply(
                List.of(Edit.ofNew(file, text.text())),
                List.of("gateway-" + name + ": key, queues, roles, functions, alarms and a dashboard in account "
                        + itsAccount));
        return 0;
    }

    private static String indented(List<String> lines) {
        return lines.stream().map(line -> "    " + line).collect(Collectors.joining("\n"));
    }

    private static String template(String file) {
        try (var in = NewCommand.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException(file + " is not beside " + NewCommand.class);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
