// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops;

import io.raygate.gitops.cluster.ArgoCd;
import io.raygate.gitops.cluster.EdgeCluster;
import io.raygate.gitops.cluster.Part;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

import static org.awaitility.Awaitility.await;

/** For tests with a hub, a cluster for each of two teams, and AWS: one of each for the class, and what one does with them. */
abstract class OnTestHub {

    static final Duration PATIENCE = TestHub.PATIENCE;

    @TempDir
    static Path directory;

    static TestHub hub;
    static PlatformRepository repository;
    static EdgeCluster payments;
    static EdgeCluster ledger;
    static ArgoCd argo;
    static AwsState aws;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        hub = TestHub.start(directory);
        argo = hub.argo();
        aws = hub.environment();
        repository = PlatformRepository.create(hub.git(), hub.registry());
        payments = EdgeCluster.start(hub.programs(), directory, "payments-dev-euw1");
        ledger = EdgeCluster.start(hub.programs(), directory, "ledger-dev-euw1");
    }

    @AfterAll
    static void stop() {
        Stream.of(hub, ledger, payments).filter(Objects::nonNull).forEach(Part::close);
    }

    static void applyRoot() {
        Path root = repository.root().resolve("gitops/bootstrap/root.yaml");
        hub.plane().apply(Yaml.read(root).toString(), "argocd");
        await().atMost(PATIENCE).until(() -> argo.applications().contains("gateway-dev"));
    }

    /** Digest of a function's image. */
    static String image(String function) throws Exception {
        String image = aws.function(function).at("/Code/ImageUri").asString("");
        return image.substring(image.lastIndexOf(':') + 1);
    }

    static void push(String message) throws IOException, InterruptedException {
        repository.commit(message);
        argo.refresh();
    }

    static void awaitState(String state, String... applications) {
        hub.awaitState(state, applications);
    }

    /** Waits until AWS has it. */
    static <T> void awaitAws(Callable<T> what, T value) {
        await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(1)).until(() -> value.equals(what.call()));
    }
}
