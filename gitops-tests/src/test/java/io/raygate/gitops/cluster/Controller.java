// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Does over and over what a controller would do when something changes. What ends it is printed. */
final class Controller implements Part {

    private static final Duration PERIOD = Duration.ofMillis(500);

    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;

    private Controller(KubernetesClient client, Consumer<KubernetesClient> reconcile) {
        thread = Thread.ofPlatform().name("controller").daemon().start(() -> rounds(client, reconcile));
    }

    static Controller start(KubernetesClient client, Consumer<KubernetesClient> reconcile) {
        return new Controller(client, reconcile);
    }

    private void rounds(KubernetesClient client, Consumer<KubernetesClient> reconcile) {
        try {
            do {
                round(client, reconcile);
            } while (!closed.await(PERIOD.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException _) {
            // closed
        }
    }

    private static void round(KubernetesClient client, Consumer<KubernetesClient> reconcile) {
        try {
            reconcile.accept(client);
        } catch (KubernetesClientException | UncheckedIOException passing) {
            // Kinds and objects come and go meanwhile; the next round sees what there is then.
            System.out.println("Tried again: " + passing.getMessage());
        }
    }

    @Override
    public void close() {
        closed.countDown();
        thread.interrupt();
    }
}
