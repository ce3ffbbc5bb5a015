// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.contract.gitops;

import io.raygate.contract.read.Node;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What tenants are promised together of an X-Ray, it must take, from whatever environments they send to it; and what is promised
 * to one must be enough for each process that sends it.
 */
final class ShareRules {

    /** Segments a second, of an account and region that nobody had raised; X-Ray endpoints and quotas, AWS General Reference. */
    private static final long DEFAULT_SEGMENTS_PER_SECOND = 2_600;

    private static final int MAX_NAMED = 3;

    private ShareRules() {}

    static void check(Map<String, ContractFile> environments, List<ContractFile> tenants, List<FileViolation> found) {
        Map<XRayPlace, ContractFile> owners = new TreeMap<>(Comparator.comparing(XRayPlace::toString));
        environments.values().forEach(environment -> owners.putIfAbsent(XRayPlace.of(environment), environment));
        Map<XRayPlace, List<Promise>> promises = new TreeMap<>(Comparator.comparing(XRayPlace::toString));
        for (ContractFile environment : environments.values()) {
            targets(environment, owners, found);
            for (ContractFile tenant : tenants) {
                promise(tenant, environment, found)
                        .ifPresent(promise -> promises.computeIfAbsent(
                                        XRayPlace.of(tenant, environment), none -> new ArrayList<>())
                                .add(promise));
            }
        }
        promises.forEach((place, made) -> {
            ContractFile owner = owners.get(place);
            if (owner == null) {
                elsewhere(place, made, found);
            } else {
                own(owner, made, found);
            }
        });
    }

    private static Optional<Promise> promise(ContractFile tenant, ContractFile environment, List<FileViolation> found) {
        String name = EnvironmentRules.name(environment);
        Optional<Node> share = tenant.find("spec", "quota", name, "segmentsPerSecond");
        share.ifPresent(node -> {
            long shards = QuotaRules.shards(tenant, name);
            long perShard = ConcurrencyRules.invocationsPerShard(environment);
            if (node.number().longValue() < shards * perShard) {
                String message = "is " + node.written() + " for " + shards * perShard + " invocations at once, "
                        + perShard + " for each of " + shards
                        + " shards, and each sends at least 1; write at least " + shards * perShard
                        + ", or take fewer shards";
                found.add(new FileViolation(tenant.path(), node.path(), "share", message));
            }
        });
        return share.map(node -> new Promise(tenant, environment, node.number().longValue()));
    }

    private static void own(ContractFile owner, List<Promise> made, List<FileViolation> found) {
        long given = limit(owner.find("environment", "limits", "segmentsPerSecond"));
        if (sum(made) > given) {
            String message = "is " + given + ", but the tenants' shares add up to " + shown(made)
                    + "; have X-Ray's quota raised and write it here, or lower a " + keys(made);
            found.add(new FileViolation(owner.path(), "/environment/limits/segmentsPerSecond", "share-sum", message));
        }
    }

    private static void elsewhere(XRayPlace place, List<Promise> made, List<FileViolation> found) {
        long given = made.stream()
                .flatMap(promise -> promise.environment().items("environment", "limits", "targets").stream())
                .filter(target -> place(target).equals(place))
                .mapToLong(target -> limit(target.member("segmentsPerSecond")))
                .min()
                .orElse(DEFAULT_SEGMENTS_PER_SECOND);
        if (sum(made) > given) {
            String message = "leaves " + given + " segments a second to the X-Ray of " + place
                    + ", but the tenants' shares add up to " + shown(made)
                    + "; have X-Ray's quota there raised and write it to targets, or lower a " + keys(made);
            found.add(new FileViolation(made.get(0).environment().path(), "/environment/limits", "share-sum", message));
        }
    }

    private static void targets(
            ContractFile environment, Map<XRayPlace, ContractFile> owners, List<FileViolation> found) {
        int index = 0;
        for (Node target : environment.items("environment", "limits", "targets")) {
            ContractFile owner = owners.get(place(target));
            if (owner != null) {
                String message = place(target) + " is the X-Ray of environment " + EnvironmentRules.name(owner)
                        + " itself; write its quota to limits.segmentsPerSecond in "
                        + owner.path().getFileName() + ", and remove it here";
                found.add(new FileViolation(
                        environment.path(), "/environment/limits/targets/" + index, "share", message));
            }
            index++;
        }
    }

    private static XRayPlace place(Node target) {
        return new XRayPlace(ContractFile.text(target, "account"), ContractFile.text(target, "region"));
    }

    private static long limit(Optional<Node> number) {
        return number.map(node -> node.number().longValue()).orElse(DEFAULT_SEGMENTS_PER_SECOND);
    }

    private static long sum(List<Promise> made) {
        return made.stream().mapToLong(Promise::segmentsPerSecond).sum();
    }

    /** The sum, and the largest shares. */
    private static String shown(List<Promise> made) {
        String largest = made.stream()
                .sorted(Comparator.comparingLong(Promise::segmentsPerSecond).reversed())
                .limit(MAX_NAMED)
                .map(promise -> TenantRules.name(promise.tenant()) + " " + promise.segmentsPerSecond())
                .collect(Collectors.joining(", "));
        return sum(made) + " (" + largest + (made.size() > MAX_NAMED ? ", ..." : "") + ")";
    }

    private static String keys(List<Promise> made) {
        return made.stream()
                .map(promise -> "spec.quota." + EnvironmentRules.name(promise.environment()) + ".segmentsPerSecond")
                .distinct()
                .collect(Collectors.joining(" or "));
    }

    /** A share that a tenant file names. */
    private record Promise(ContractFile tenant, ContractFile environment, long segmentsPerSecond) {}
}
