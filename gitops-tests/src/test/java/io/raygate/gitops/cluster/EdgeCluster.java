// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops.cluster;

import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A team's cluster, which lets Argo CD in under its own name and with the role of its tenant file only.
 *
 * @param name as in {@code spec.clusters}
 */
public record EdgeCluster(String name, ControlPlane plane) implements Part {

    /** Of the tenant files in these tests. */
    public static final String ARGO_ROLE = "arn:aws:iam::444444444444:role/argocd-deployer";

    private static final String NAMESPACE = "raygate";
    private static final String FORWARDER = "raygate-edge";

    public static EdgeCluster start(HubPrograms programs, Path directory, String name) throws IOException {
        return new EdgeCluster(
                name, ControlPlane.start(programs, directory.resolve(name), Map.of(name + "=" + ARGO_ROLE, ARGO_ROLE)));
    }

    /** What runs forwarders; empty where there is none. */
    public List<DaemonSet> daemonSets() {
        return plane.client().apps().daemonSets().inNamespace(NAMESPACE).list().getItems();
    }

    /** Image of the forwarder. */
    public String image() {
        return daemonSets()
                .getFirst()
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .getFirst()
                .getImage();
    }

    /** Whatever of the forwarder's pods restarts them when it changes. */
    public String podTemplate() {
        return daemonSets().getFirst().getSpec().getTemplate().toString();
    }

    /** A file of the forwarder's ConfigMap. */
    public String file(String name) {
        return plane.client()
                .configMaps()
                .inNamespace(NAMESPACE)
                .withName(FORWARDER)
                .get()
                .getData()
                .get(name);
    }

    /** As somebody would by hand. */
    public void overwriteFile(String name, String content) {
        plane.client()
                .configMaps()
                .inNamespace(NAMESPACE)
                .withName(FORWARDER)
                .edit(map -> map.edit().addToData(name, content).build());
    }

    @Override
    public void close() {
        plane.close();
    }
}
