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
    CLUSTER("cluster"),
    /** Region of the node. */
    REGION("region"),
    /** AWS account of the node. */
    ACCOUNT("account"),
    /** Availability zone of the node. */
    ZONE("zone"),
    /** Name of the node. */
    NODE("node"),
    /** EC2 instance of the node. */
    INSTANCE_ID("instanceId"),
    /** Namespace of the pod. */
    NAMESPACE("namespace"),
    /** Name of the pod. */
    POD("pod"),
    /** Uid of the pod. */
    POD_UID("podUid"),
    /** What the pod belongs to, for example a Deployment. */
    WORKLOAD("workload"),
    /** Name of the container. */
    CONTAINER("container"),
    /** Id of the container. */
    CONTAINER_ID("containerId"),
    /** Image of the container. */
    IMAGE("image"),
    /** Address that the document came from. */
    ADDRESS("address");

    private final String key;

    SenderField(String key) {
        this.key = key;
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
