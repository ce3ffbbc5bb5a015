// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.gitops;

import io.raygate.cli.Failure;
import io.raygate.cli.Raygate;
import io.raygate.cli.xray.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import tools.jackson.databind.JsonNode;

/** {@code promote}: a release into one ring of one environment. */
@Command(
        name = "promote",
        description = {
            "Write a release into a ring of an environment file.",
            "",
            "Sets the version of the charts and the digests of the images, as release.json lists them, and",
            "leaves every other line as it is. With RING gateway it sets the version of the gateway's chart,",
            "which both rings share. Then it checks all files beside it, and shows the change.",
            ""
        },
        footer = {
            "",
            "In this order, each in a merge of its own, with a look at the dashboards between:",
            "  ./raygate promote release.json gateway gitops/envs/dev.yaml",
            "  ./raygate promote release.json canary gitops/envs/dev.yaml",
            "  ./raygate promote release.json stable gitops/envs/dev.yaml"
        })
public final class PromoteCommand implements Callable<Integer> {

    @ParentCommand
    private Raygate raygate;

    /** What is promoted by itself. */
    enum Ring {
        GATEWAY,
        CANARY,
        STABLE
    }

    @Parameters(index = "0", paramLabel = "RELEASE", description = "The release.json of a release.")
    private Path release;

    @Parameters(index = "1", paramLabel = "RING", description = "gateway, canary or stable.")
    private Ring ring;

    @Parameters(index = "2", paramLabel = "FILE", description = "An environment file.")
    private Path file;

    @Option(
            names = "--registry",
            paramLabel = "REGISTRY",
            description = "Registry and namespace of the images (default: that which the file names now).")
    private @Nullable String registry;

    @Option(names = "--dry-run", description = "Show the change, and write nothing.")
    private boolean dryRun;

    /** For picocli. */
    @SuppressWarnings("NullAway.Init")
    public PromoteCommand() {}

    @Override
    public Integer call() throws IOException {
        JsonNode list = list();
        YamlText text = YamlText.read(file);
        String version = list.path("version").asString("");
        switch (ring) {
            case GATEWAY -> text.set(version, "environment", "release", "chart");
            case CANARY -> ring(text, "canary", list);
            case STABLE -> ring(text, "stable", list);
        }
        Path root = file.toAbsolutePath().resolveSibling("").resolveSibling("");
        new Change(root, List.of(text.edit())).apply(raygate.console(), dryRun);
        return 0;
    }

    private JsonNode list() throws IOException {
        JsonNode list = Json.readOrMissing(Files.readString(release));
        if (list.path("version").asString("").isEmpty()) {
            throw Failure.misused(release + " names no version: name the release.json of a release");
        }
        return list;
    }

    private void ring(YamlText text, String name, JsonNode list) {
        text.set(list.path("version").asString(""), "environment", "release", name, "chart");
        image(text, name, "edge", "edge-forwarder", list);
        image(text, name, "gateway", "gateway-lambda", list);
    }

    /** Stays as it is where the release has no image of it. */
    private void image(YamlText text, String ringName, String key, String artefact, JsonNode list) {
        String digest = list.path("artefacts").path(artefact).asString("");
        if (digest.isEmpty()) {
            return;
        }
        String repository = registry == null
                ? repository(text.get("environment", "release", ringName, key))
                : registry + "/" + artefact;
        text.set(repository + "@" + digest, "environment", "release", ringName, key);
    }

    /** Without tag and digest. */
    private static String repository(String image) {
        return image.replaceFirst("@.*$", "").replaceFirst(":[^:/]+$", "");
    }
}
