// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.enrich;

import io.raygate.block.Origin;
import io.raygate.block.Workload;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What can be known of the sender of a document. */
public enum SenderField {
    /** Name of the cluster. */
    CLUSTER("cluster", "k8s.cluster.name"),
    /** Region of the node. */
    REGION("region", "cloud.region"),
    /** AWS account of the node. */
    ACCOUNT("account", "cloud.account.id"),
    /** Availability zone of the node. */
    ZONE("zone", "cloud.availability_zone"),
    /** Name of the node. */
    NODE("node", "k8s.node.name"),
    /** EC2 instance of the node. */
    INSTANCE_ID("instanceId", "host.id"),
    /** Namespace of the pod. */
    NAMESPACE("namespace", "k8s.namespace.name"),
    /** Name of the pod. */
    POD("pod", "k8s.pod.name"),
    /** Uid of the pod. */
    POD_UID("podUid", "k8s.pod.uid"),
    /** What the pod belongs to, for example a Deployment. */
    WORKLOAD("workload", "k8s.deployment.name"),
    /** Name of the container. */
    CONTAINER("container", "k8s.container.name"),
    /** Id of the container. */
    CONTAINER_ID("containerId", "container.id"),
    /** Image of the container. */
    IMAGE("image", "container.image.name"),
    /** Address that the document came from. */
    ADDRESS("address", "k8s.pod.ip");

    private final String key;
    private final String attribute;

    SenderField(String key, String attribute) {
        this.key = key;
        this.attribute = attribute;
    }

    /** The field of that key. */
    public static Optional<SenderField> ofKey(String key) {
        return Arrays.stream(values()).filter(field -> field.key.equals(key)).findFirst();
    }

    /** The keys of all fields. */
    public static List<String> keys() {
        return Arrays.stream(values()).map(SenderField::key).toList();
    }

    /** What policies, and the added metadata, call the field. */
    public String key() {
        return key;
    }

    /** What OpenTelemetry calls the field, as an attribute of a resource. */
    String attribute() {
        return attribute;
    }

    /** Whether it is unknown where the sender is: the node may be another one, for example. */
    boolean isOfSender() {
        return switch (this) {
            case CLUSTER, REGION, ACCOUNT -> false;
            case ZONE, NODE, INSTANCE_ID, NAMESPACE, POD, POD_UID, WORKLOAD, CONTAINER, CONTAINER_ID, IMAGE, ADDRESS ->
                true;
        };
    }

    /** The field's value, empty where it is not known. */
    String of(Origin origin, Workload workload) {
        return switch (this) {
            case CLUSTER -> origin.cluster();
            case REGION -> origin.region();
            case ACCOUNT -> origin.account();
            case ZONE -> origin.zone();
            case NODE -> origin.node();
            case INSTANCE_ID -> origin.instanceId();
            case NAMESPACE -> workload.namespace();
            case POD -> workload.pod();
            case POD_UID -> workload.podUid();
            case WORKLOAD -> workload.name();
            case CONTAINER -> workload.container();
            case CONTAINER_ID -> workload.containerId();
            case IMAGE -> workload.image();
            case ADDRESS -> workload.address();
        };
    }
}
