// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.workload.kubernetes;

import java.time.Duration;
import java.time.Instant;

/**
 * The workload behind a pod, from what the pod itself says: one more request to the API for each pod would cost more than
 * the two naming rules that are relied on here. The ReplicaSets of a Deployment are named
 * {@code <deployment>-<pod-template-hash>}, and the Jobs of a CronJob {@code <cronjob>-<scheduled time>} in minutes since
 * the epoch, before Kubernetes 1.21 in seconds (deployment and cronjob controllers, kubernetes/kubernetes 1.33).
 */
final class Owner {

    /** A Job starts after the time for which it was scheduled; nobody catches up on more than this. */
    private static final Duration MAX_DELAY = Duration.ofDays(30);

    private static final Duration CLOCK_SKEW = Duration.ofHours(1);

    private Owner() {}

    /**
     * Name of the workload.
     *
     * @param kind            kind of the pod's controller; empty where it has none
     * @param name            name of the pod's controller
     * @param podTemplateHash the label of that name; empty where there is none
     * @param podCreated      when the pod was created
     * @return empty for a pod without a controller, and for one that a node's kubelet runs from a file
     */
    static String of(String kind, String name, String podTemplateHash, Instant podCreated) {
        return switch (kind) {
            case "ReplicaSet" -> withoutHash(name, podTemplateHash);
            case "Job" -> withoutScheduledTime(name, podCreated);
            case "Node" -> "";
            default -> name;
        };
    }

    private static String withoutHash(String name, String hash) {
        boolean isOfDeployment = !hash.isEmpty() && name.length() > hash.length() + 1 && name.endsWith('-' + hash);
        return isOfDeployment ? name.substring(0, name.length() - hash.length() - 1) : name;
    }

    /** A suffix of digits alone proves nothing: {@code import-20261122} is a name. As a time it must fit the pod. */
    private static String withoutScheduledTime(String name, Instant podCreated) {
        int dash = name.lastIndexOf('-');
        String suffix = name.substring(dash + 1);
        if (dash < 1 || !suffix.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return name;
        }
        return switch (suffix.length()) {
            case 8 -> isScheduledTime(Long.parseLong(suffix) * 60, podCreated) ? name.substring(0, dash) : name;
            case 10 -> isScheduledTime(Long.parseLong(suffix), podCreated) ? name.substring(0, dash) : name;
            default -> name;
        };
    }

    private static boolean isScheduledTime(long epochSeconds, Instant podCreated) {
        Instant scheduled = Instant.ofEpochSecond(epochSeconds);
        return scheduled.isBefore(podCreated.plus(CLOCK_SKEW)) && scheduled.isAfter(podCreated.minus(MAX_DELAY));
    }
}
