// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops.cluster;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.FilterWatchListDeletable;
import io.fabric8.kubernetes.client.dsl.PodResource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The pods of a cluster that send.
 *
 * @param stop directory that they look into for a file of their name, which ends them
 */
public record Senders(KubernetesClient client, Path stop) {

    private static final String END = "end ";

    /** Creates its Deployment. */
    public void start(Sender sender) throws IOException {
        Files.createDirectories(stop);
        client.resource(sender.deployment(stop)).create();
    }

    /** Removes its Deployment; the pod goes soon after, and another of the same name may come. */
    public void delete(String name) throws IOException {
        Files.deleteIfExists(stop.resolve(name));
        client.apps().deployments().inNamespace("default").withName(name).delete();
    }

    /** Its pods that are not on their way out; none where the cluster has made none yet. */
    public List<Pod> pods(String name) {
        return labelled(name).list().getItems().stream()
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                .toList();
    }

    /** True while the cluster knows any pod of it, in whatever state. */
    public boolean exists(String name) {
        return !labelled(name).list().getItems().isEmpty();
    }

    private FilterWatchListDeletable<Pod, PodList, PodResource> labelled(String name) {
        return client.pods().inNamespace("default").withLabel("app", name);
    }

    /** How many it has sent; none before its container runs. */
    public int sent(String name) {
        String line = lastLine(name).replace(END, "");
        return line.isEmpty() ? 0 : Integer.parseInt(line);
    }

    /** True once it will send no more. */
    public boolean isDone(String name) {
        return lastLine(name).startsWith(END);
    }

    /** Has it send no more. */
    public void stop(String name) throws IOException {
        Files.createFile(stop.resolve(name));
    }

    private String lastLine(String name) {
        for (Pod pod : pods(name)) {
            if (pod.getStatus().getContainerStatuses().stream().anyMatch(ContainerStatus::getReady)) {
                return client.pods()
                        .inNamespace("default")
                        .withName(pod.getMetadata().getName())
                        .tailingLines(1)
                        .getLog()
                        .strip();
            }
        }
        return "";
    }
}
