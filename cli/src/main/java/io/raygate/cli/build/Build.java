// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.build;

import io.raygate.cli.Failure;
import io.raygate.cli.Home;
import io.raygate.cli.Home.Artefact;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Brings artefacts up to date.
 *
 * @param maven with which it builds
 */
public record Build(Maven maven) {

    /** Maven's arguments that leave out tests; what is being edited right now need not be well formatted to run. */
    public static final List<String> QUICKLY = List.of("package", "-DskipTests", "-Dspotless.check.skip=true");

    /** Builds those that are missing or older than their sources; does nothing in a bundle. */
    public void update(Path log, Collection<Artefact> artefacts) {
        Home home = maven.home();
        if (home.bundle()) {
            return;
        }
        try (var _ = maven.alone()) {
            Staleness staleness = new Staleness(home);
            List<String> modules = staleness.staleModules(artefacts);
            if (modules.isEmpty()) {
                return;
            }
            maven.console().say("Building " + String.join(", ", modules) + " (log: " + home.shown(log) + ")");
            FileTime begin = FileTime.from(Instant.now());
            maven.run(log, arguments(modules));
            staleness.built(modules, begin);
        }
    }

    /** Builds the modules, stale or not. */
    public void all(Path log, List<String> modules) {
        maven.console()
                .say("Building " + String.join(", ", modules) + " (log: "
                        + maven.home().shown(log) + ")");
        try (var _ = maven.alone()) {
            maven.run(log, arguments(modules));
        }
    }

    /** Refuses to go on without one of them. */
    public void require(Collection<Artefact> artefacts) {
        Home home = maven.home();
        for (Artefact artefact : artefacts) {
            if (!Files.exists(home.artefact(artefact))) {
                throw Failure.of(home.shown(home.artefact(artefact)) + " is missing: "
                        + (home.bundle() ? "unpack the bundle again" : "run ./raygate up without --no-build"));
            }
        }
    }

    private static List<String> arguments(List<String> modules) {
        List<String> arguments = new ArrayList<>(QUICKLY);
        arguments.addAll(List.of("-pl", String.join(",", modules), "-am"));
        return arguments;
    }
}
