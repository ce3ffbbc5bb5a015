// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops;

import io.raygate.gitops.cluster.HubPrograms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The organisation that {@code ./raygate scale --write} makes up is valid, and everything that is rendered of it is right.
 * {@code -Draygate.fleet=50x100x3} takes one of 50 teams with 100 clusters in each of 3 environments; what it took is printed, as
 * {@code docs/scale.md} has it.
 */
class FleetTest {

    private static final JsonNode AWS_CALLS =
            Yaml.read(GitopsTree.ofProject().root().resolve("gitops-tests/src/test/resources/ack-actions.yaml"));
    private static final int TEAMS = size(0);
    private static final int CLUSTERS = size(1);
    private static final int ENVIRONMENTS = size(2);

    /** What is rendered of one organisation. */
    private record Rendered(long applications, int teams, Map<String, Integer> kinds, long readingCalls) {

        int objects() {
            return kinds.values().stream().mapToInt(Integer::intValue).sum();
        }
    }

    private static int size(int position) {
        return Integer.parseInt(System.getProperty("raygate.fleet", "5x7x2").split("x")[position]);
    }

    @Test
    void render_fleet_isValidAndRight(@TempDir Path root) throws IOException, InterruptedException {
        GitopsTree tree = GitopsTree.example(root);
        for (Path file : List.of(root.resolve("gitops/envs"), root.resolve("gitops/tenants"))) {
            Trees.delete(file);
        }
        Files.deleteIfExists(root.resolve("gitops/teams.yaml"));
        Path fleet = root.resolve("fleet");
        raygate(
                "scale",
                "--nodes=20",
                "--write=" + fleet,
                "--teams=" + TEAMS,
                "--clusters=" + CLUSTERS,
                "--environments=" + ENVIRONMENTS);
        Trees.copy(fleet, root.resolve("gitops"));

        Watch watch = new Watch();
        raygate("validate", fleet.toString());
        watch.print("Validated");
        Rendered rendered = render(tree);
        watch.print("Rendered");
        List<Problem> problems = new TreeCheck(CustomKinds.own()).check(tree);
        watch.print("Checked");
        print(rendered);

        assertThat(problems).extracting(Problem::text).isEmpty();
        assertThat(rendered.teams).isEqualTo(TEAMS * ENVIRONMENTS);
        assertThat(rendered.applications).isEqualTo((long) ENVIRONMENTS * (1 + TEAMS + CLUSTERS));
    }

    private static Rendered render(GitopsTree tree) {
        Map<String, Integer> kinds = new TreeMap<>();
        long calls = 0;
        List<Application> applications = tree.applications();
        for (Application application : applications) {
            for (JsonNode manifest : application.render(tree.root())) {
                kinds.merge(kind(manifest), 1, Integer::sum);
                calls += readingCalls(manifest);
            }
        }
        return new Rendered(applications.size(), tree.teams().size(), kinds, calls);
    }

    private static String kind(JsonNode manifest) {
        String group = manifest.path("apiVersion").asString("").replaceFirst("/?v[0-9][a-z0-9]*$", "");
        return manifest.path("kind").asString("") + (group.isEmpty() ? "" : "." + group);
    }

    /** At most: all reading actions that the kind's controller calls, whether this object needs them or not. */
    private static long readingCalls(JsonNode manifest) {
        String service = manifest.path("apiVersion").asString("").replaceFirst("\\..*", "");
        return AWS_CALLS
                .path(service + "/" + manifest.path("kind").asString(""))
                .valueStream()
                .filter(action -> action.asString("").matches("(?:Describe|Get|List).*"))
                .count();
    }

    private static void print(Rendered rendered) throws IOException {
        say("Applications of teams %d, of charts %d", rendered.teams, rendered.applications);
        say("Objects %d", rendered.objects());
        rendered.kinds.forEach((kind, count) -> say("| %s | %d |", kind, count));
        say("Reading calls of AWS for a resync %d", rendered.readingCalls);
        Path status = Path.of("/proc/self/status");
        if (Files.exists(status)) {
            Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .forEach(peak -> say("%s", peak));
        }
    }

    private static void raygate(String... arguments) throws IOException, InterruptedException {
        Path project = GitopsTree.ofProject().root();
        String java = Path.of(System.getProperty("java.home"), "bin/java").toString();
        String jar = project.resolve("cli/target/raygate-cli.jar").toString();
        HubPrograms.run(
                project,
                Stream.concat(Stream.of(java, "-Draygate.home=" + project, "-jar", jar), Stream.of(arguments))
                        .toArray(String[]::new));
    }

    @SuppressWarnings("SystemOut") // for whoever asks for a size
    private static void say(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }

    /** Seconds between one step and the next. */
    private static final class Watch {

        private long last = System.nanoTime();

        void print(String step) {
            long now = System.nanoTime();
            say("%s in %.1f s", step, (now - last) / 1e9);
            last = now;
        }
    }
}
