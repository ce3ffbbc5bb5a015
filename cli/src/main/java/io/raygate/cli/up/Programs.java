// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.up;

import io.raygate.cli.Failure;
import io.raygate.cli.Home;
import io.raygate.cli.Home.Artefact;
import io.raygate.cli.measure.ForwarderFlags;
import io.raygate.cli.stacks.StackPorts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How each process of a stack is configured: the only place that names their properties.
 *
 * @param tenants directory of tenant files, an absolute path; empty: documents are passed on as they come
 * @param stackOptions more JVM options for the local stack
 * @param isNative whether the forwarder and the function are native executables
 */
record Programs(Home home, StackPorts ports, Optional<Path> tenants, List<String> stackOptions, boolean isNative) {

    static final String REGION = "eu-west-1";

    private static final String STREAM = "raygate-demo";

    /** And its environment, in tenant files. */
    private static final String CLUSTER = "local";

    private static final String FUNCTION = "-Draygate.local.function.";
    private static final String FUNCTION_ENVIRONMENT = FUNCTION + "environment.RAYGATE_";

    /** {@code RAYGATE_STACK_OPTIONS}: options without blanks, blanks between them. */
    static List<String> stackOptions(Map<String, String> environment) {
        return Arrays.stream(
                        environment.getOrDefault("RAYGATE_STACK_OPTIONS", "").split("\\s+"))
                .filter(option -> !option.isEmpty())
                .toList();
    }

    /** {@code RAYGATE_NATIVE=1}; a bundle has no native executables. */
    static boolean isNative(Home home, Map<String, String> environment) {
        return !home.bundle() && "1".equals(environment.get("RAYGATE_NATIVE"));
    }

    List<String> localStack() {
        String aws = "http://127.0.0.1:" + ports.aws();
        List<String> command = java("-Xmx768m", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED");
        command.addAll(List.of(
                "-Draygate.local.aws.port=" + ports.aws(),
                "-Draygate.local.page.port=" + ports.page(),
                "-Draygate.local.console.forwarder-metrics=http://127.0.0.1:" + ports.management() + "/q/metrics",
                FUNCTION + "zip=" + (isNative ? executable(Artefact.FUNCTION) : home.artefact(Artefact.FUNCTION)),
                FUNCTION + "runtime-interface-client=" + home.artefact(Artefact.RUNTIME_CLIENT),
                FUNCTION + "aws-endpoint-url=" + aws,
                FUNCTION + "log-file=" + log("gateway"),
                FUNCTION_ENVIRONMENT + "QUARANTINE_QUEUE=" + aws + "/000000000000/raygate-quarantine",
                FUNCTION_ENVIRONMENT + "QUARANTINE_PARKED_QUEUE=" + aws + "/000000000000/raygate-parked",
                FUNCTION_ENVIRONMENT + "QUARANTINE_HELD_QUEUE=" + aws + "/000000000000/raygate-held",
                "-Draygate.local.event-source-mapping.on-failure-queue=raygate-failed-batches"));
        tenants.ifPresent(directory -> command.addAll(List.of(
                FUNCTION_ENVIRONMENT + "POLICY_SOURCE=directory",
                FUNCTION_ENVIRONMENT + "POLICY_DIRECTORY=" + directory,
                FUNCTION_ENVIRONMENT + "POLICY_ENVIRONMENT=" + CLUSTER)));
        command.addAll(stackOptions);
        return jar(command, Artefact.LOCAL_STACK);
    }

    List<String> forwarder() {
        List<String> command = isNative
                ? new ArrayList<>(List.of(executable(Artefact.FORWARDER).toString()))
                : java(ForwarderFlags.at(home.artefact(Artefact.FORWARDER).resolveSibling(""))
                        .toArray(String[]::new));
        command.addAll(List.of(
                "-Draygate.receive.addresses=127.0.0.1:" + ports.daemon(),
                "-Draygate.proxy.port=" + ports.daemon(),
                "-Draygate.otlp.grpc.port=" + ports.otlpGrpc(),
                "-Draygate.otlp.http.port=" + ports.otlpHttp(),
                "-Draygate.management.port=" + ports.management(),
                "-Draygate.publish.stream=" + STREAM,
                "-Draygate.workloads.source=file",
                "-Draygate.workloads.file=" + home.demo("workloads.yaml"),
                "-Draygate.sampling.rules-file=" + home.demo("sampling-rules.yaml")));
        tenants.ifPresent(_ -> command.add("-Draygate.node.cluster=" + CLUSTER));
        return isNative ? command : jar(command, Artefact.FORWARDER);
    }

    List<String> demoShop() {
        List<String> command = jar(java("-Xmx96m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"), Artefact.DEMO_SHOP);
        command.addAll(List.of("--rate", "2"));
        return command;
    }

    /** Directory of the logs. */
    Path logs() {
        return home.logs(ports.offset());
    }

    /** Where a part's output goes. */
    Path log(String part) {
        return logs().resolve(part + ".log");
    }

    private Path executable(Artefact artefact) {
        return home.executable(artefact)
                .orElseThrow(() -> Failure.of("RAYGATE_NATIVE=1, and " + artefact.module()
                        + "/target has no native executable: run ./raygate native, or unset the variable"));
    }

    private static List<String> java(String... flags) {
        List<String> command = new ArrayList<>(List.of(Home.java().toString()));
        command.addAll(Arrays.asList(flags));
        command.add("-Dstdout.encoding=UTF-8");
        return command;
    }

    private List<String> jar(List<String> command, Artefact artefact) {
        command.addAll(List.of("-jar", home.artefact(artefact).toString()));
        return command;
    }
}
