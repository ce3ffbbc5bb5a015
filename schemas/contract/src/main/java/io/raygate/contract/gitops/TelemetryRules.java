// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.contract.gitops;

import io.raygate.contract.read.Node;
import java.util.List;
import java.util.Map;

/** What a team's collectors need of the environment, and what their settings need of each other. */
final class TelemetryRules {

    private static final List<String> TARGETS = List.of("amp", "cloudWatch", "otlp");

    private TelemetryRules() {}

    static void check(ContractFile tenant, Map<String, ContractFile> environments, List<FileViolation> found) {
        for (String environment : tenant.names("spec", "telemetry")) {
            String pointer = "/spec/telemetry/" + environment;
            ContractFile file = environments.get(environment);
            if (file == null || tenant.find("spec", "quota", environment).isEmpty()) {
                String message = "has metrics and no stream; add spec.quota." + environment + ", or remove it";
                found.add(new FileViolation(tenant.path(), pointer, "telemetry-environment", message));
            } else {
                tenant.find("spec", "telemetry", environment, "prometheus")
                        .ifPresent(prometheus -> prometheus(tenant, file, prometheus, found));
            }
        }
    }

    private static void prometheus(
            ContractFile tenant, ContractFile environment, Node prometheus, List<FileViolation> found) {
        String name = EnvironmentRules.name(environment);
        if (environment.find("environment", "images", "collector").isEmpty()) {
            String message = "needs a collector, and environment " + name
                    + " names no image; add environment.images.collector to its file";
            found.add(new FileViolation(tenant.path(), prometheus.path(), "telemetry-image", message));
        }
        if (TARGETS.stream().noneMatch(target -> prometheus.member(target).isPresent())) {
            String message = "must name where metrics go: amp, cloudWatch or otlp";
            found.add(new FileViolation(tenant.path(), prometheus.path(), "telemetry-target", message));
        }
        boolean monitors = ContractFile.text(prometheus, "discover").equals("podMonitors");
        if (monitors && !ContractFile.text(prometheus, "mode").equals("operator")) {
            String message = "is podMonitors, which only the target allocator of the OpenTelemetry operator finds;"
                    + " set mode: operator, or discover: annotations";
            found.add(new FileViolation(tenant.path(), prometheus.path() + "/discover", "telemetry-mode", message));
        }
        prometheus.member("amp").ifPresent(amp -> workspace(tenant, environment, amp, found));
    }

    private static void workspace(ContractFile tenant, ContractFile environment, Node amp, List<FileViolation> found) {
        boolean isKnown = amp.member("workspace").isPresent()
                || environment
                        .find("environment", "metrics", "amp", "workspace")
                        .isPresent();
        if (!isKnown && !ContractFile.text(amp, "create").equals("true")) {
            String message = "has no workspace, and environment " + EnvironmentRules.name(environment)
                    + " has none either; name one in workspace, or set create: true";
            found.add(new FileViolation(tenant.path(), amp.path(), "telemetry-workspace", message));
        }
    }
}
