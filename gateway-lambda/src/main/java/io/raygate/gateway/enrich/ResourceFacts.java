// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.enrich;

import io.raygate.block.Origin;
import io.raygate.block.Workload;
import io.raygate.otlp.export.Additions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What is known of a sender as attributes of a resource: the facts that the policy names, under the keys of OpenTelemetry's
 * semantic conventions (1.44), and the policy's labels and constants under the policy's keys.
 */
public final class ResourceFacts {

    /** The characters that Kubernetes makes names of: no vowels, and no digits that look like them. */
    private static final String RANDOM = "[bcdfghjklmnpqrstvwxz2456789]";

    private static final Pattern OF_REPLICA_SET =
            Pattern.compile("-(?=[0-9]*[a-z])" + RANDOM + "{1,10}-" + RANDOM + "{5}");
    private static final Pattern OF_STATEFUL_SET = Pattern.compile("-[0-9]{1,5}");

    private final Map<String, Object> facts = new LinkedHashMap<>();
    private final Origin origin;
    private final Optional<Workload> sender;

    private ResourceFacts(Origin origin, Optional<Workload> sender) {
        this.origin = origin;
        this.sender = sender;
    }

    /** The attributes that resources of this sender get, the most important first; what is not known is left out. */
    public static Additions of(EnrichmentPolicy policy, Origin origin, Optional<Workload> sender) {
        ResourceFacts facts = new ResourceFacts(origin, sender);
        if (policy.eks() && sender.filter(workload -> !workload.pod().isEmpty()).isPresent()) {
            facts.put("cloud.provider", "aws");
            facts.put("cloud.platform", "aws_eks");
            List.of(SenderField.CLUSTER, SenderField.POD, SenderField.CONTAINER_ID)
                    .forEach(facts::put);
        }
        policy.sender().values().forEach(facts::put);
        policy.metadataFields().forEach(facts::put);
        sender.ifPresent(workload -> policy.labels()
                .forEach((key, label) -> facts.put(key, workload.labels().getOrDefault(label, ""))));
        policy.constants().forEach(facts::put);
        return facts.facts.isEmpty() ? Additions.NONE : new Additions(facts.facts, policy.override());
    }

    private void put(SenderField field) {
        if (sender.isEmpty() && field.isOfSender()) {
            return;
        }
        Workload workload = sender.orElseGet(() -> Workload.ofAddress(""));
        if (field == SenderField.WORKLOAD) {
            workloadKey(workload).ifPresent(key -> put(key, workload.name()));
        } else {
            put(field.attribute(), field.of(origin, workload));
        }
    }

    private void put(String key, Object value) {
        if (!value.equals("")) {
            facts.putIfAbsent(key, value);
        }
    }

    /** The forwarder tells the owner's name, not its kind: the name that Kubernetes gave the pod does. */
    private static Optional<String> workloadKey(Workload workload) {
        if (workload.name().isEmpty() || !workload.pod().startsWith(workload.name())) {
            return Optional.empty();
        }
        String suffix = workload.pod().substring(workload.name().length());
        if (OF_REPLICA_SET.matcher(suffix).matches()) {
            return Optional.of("k8s.deployment.name");
        }
        return OF_STATEFUL_SET.matcher(suffix).matches() ? Optional.of("k8s.statefulset.name") : Optional.empty();
    }
}
