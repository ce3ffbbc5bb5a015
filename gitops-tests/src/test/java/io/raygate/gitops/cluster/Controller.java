// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Does over and over what a controller would do when something changes. */
final class Controller implements Part {

    private static final Duration PERIOD = Duration.ofMillis(500);

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();

    static Controller start(KubernetesClient client, Consumer<KubernetesClient> reconcile) {
        Controller controller = new Controller();
        controller.thread.scheduleWithFixedDelay(
                () -> {
                    try {
                        reconcile.accept(client);
                    } catch (KubernetesClientException passing) {
                        // Kinds and objects come and go meanwhile; the next round sees what there is then.
                        System.out.println("Tried again: " + passing.getMessage());
                    }
                },
                0,
                PERIOD.toMillis(),
                TimeUnit.MILLISECONDS);
        return controller;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
