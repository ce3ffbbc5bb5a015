// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.up;

import io.raygate.cli.Failure;
import io.raygate.cli.Home;
import io.raygate.cli.stacks.StackPorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ProgramsTest {

    private static final Home BUNDLE = new Home(Path.of("/opt/raygate"), true);

    @Test
    void commands_noTenants_nobodysPolicy() {
        Programs programs = programs(Optional.empty());

        assertThat(programs.localStack()).noneMatch(option -> option.contains("POLICY"));
        assertThat(programs.forwarder()).noneMatch(option -> option.contains("raygate.node.cluster"));
    }

    @Test
    void commands_tenants_policiesAndTheCluster() {
        Programs programs = programs(Optional.of(Path.of("/tenants")));

        assertThat(programs.localStack())
                .contains(
                        "-Draygate.local.function.environment.RAYGATE_POLICY_SOURCE=directory",
                        "-Draygate.local.function.environment.RAYGATE_POLICY_DIRECTORY=/tenants");
        assertThat(programs.forwarder()).contains("-Draygate.node.cluster=local");
    }

    @Test
    void localStack_stackOptions_comeLastSoThatTheyWin() {
        List<String> command = programs(Optional.of(Path.of("/tenants"))).localStack();

        assertThat(command.subList(command.size() - 4, command.size()))
                .containsExactly("-Da=b", "-Dc=d", "-jar", "/opt/raygate/lib/local-stack/quarkus-run.jar");
    }

    @Test
    void forwarder_cacheOfClasses_whereThereIsOne(@TempDir Path bundle) throws IOException {
        Programs programs = new Programs(new Home(bundle, true), new StackPorts(0), Optional.empty(), List.of(), false);
        Path cache = bundle.resolve("lib/edge-forwarder/app.aot");
        assertThat(programs.forwarder()).noneMatch(flag -> flag.contains("AOTCache"));

        Files.createDirectories(cache.resolveSibling(""));
        Files.createFile(cache);

        assertThat(programs.forwarder()).contains("-XX:AOTCache=" + cache);
    }

    @Test
    void commands_native_areTheExecutables(@TempDir Path sources) throws IOException {
        Path forwarder = executable(sources.resolve("edge-forwarder/target/edge-forwarder-1-runner"));
        Path function = executable(sources.resolve("gateway-lambda/target/gateway-lambda-1-runner"));
        Programs programs =
                new Programs(new Home(sources, false), new StackPorts(0), Optional.empty(), List.of(), true);

        assertThat(programs.forwarder())
                .startsWith(forwarder.toString())
                .allMatch(part -> part.equals(forwarder.toString()) || part.startsWith("-Draygate."));
        assertThat(programs.localStack()).contains("-Draygate.local.function.zip=" + function);
    }

    @Test
    void commands_nativeAndNoExecutable_oneLineThatSaysWhatToDo(@TempDir Path sources) {
        Programs programs =
                new Programs(new Home(sources, false), new StackPorts(0), Optional.empty(), List.of(), true);

        assertThatExceptionOfType(Failure.class)
                .isThrownBy(programs::forwarder)
                .withMessage(
                        "RAYGATE_NATIVE=1, and edge-forwarder/target has no native executable: run ./raygate native,"
                                + " or unset the variable");
    }

    @Test
    void isNative_bundle_isNot() {
        Map<String, String> environment = Map.of("RAYGATE_NATIVE", "1");

        assertThat(Programs.isNative(BUNDLE, environment)).isFalse();
        assertThat(Programs.isNative(new Home(Path.of("/clone"), false), environment))
                .isTrue();
        assertThat(Programs.isNative(new Home(Path.of("/clone"), false), Map.of()))
                .isFalse();
    }

    @Test
    void environment_callersAws_staysOutside() {
        Map<String, String> sealed = SealedEnvironment.of(
                Map.of(
                        "PATH", "/bin",
                        "RAYGATE_INTAKE_ENABLED", "true",
                        "AWS_PROFILE", "production",
                        "AWS_SESSION_TOKEN", "secret",
                        "AWS_ENDPOINT_URL_KINESIS", "https://kinesis.example",
                        "AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://169.254.170.23/v1/credentials",
                        "AWS_ACCESS_KEY_ID", "AKIAEXAMPLE",
                        "OTEL_EXPORTER_OTLP_HEADERS", "api-key=secret",
                        "_X_AMZN_TRACE_ID", "Root=1-2-3"),
                new StackPorts(100));

        assertThat(sealed)
                .containsOnly(
                        Map.entry("PATH", "/bin"),
                        Map.entry("RAYGATE_INTAKE_ENABLED", "true"),
                        Map.entry("AWS_CONFIG_FILE", "/dev/null"),
                        Map.entry("AWS_SHARED_CREDENTIALS_FILE", "/dev/null"),
                        Map.entry("AWS_EC2_METADATA_DISABLED", "true"),
                        Map.entry("AWS_ACCESS_KEY_ID", "raygate"),
                        Map.entry("AWS_SECRET_ACCESS_KEY", "raygate"),
                        Map.entry("AWS_REGION", "eu-west-1"),
                        Map.entry("AWS_DEFAULT_REGION", "eu-west-1"),
                        Map.entry("AWS_ENDPOINT_URL", "http://127.0.0.1:4666"),
                        Map.entry("AWS_XRAY_DAEMON_ADDRESS", "127.0.0.1:2100"),
                        Map.entry("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:4418"));
    }

    private static Path executable(Path file) throws IOException {
        Files.createDirectories(file.resolveSibling(""));
        return Files.createFile(
                file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    }

    private static Programs programs(Optional<Path> tenants) {
        List<String> options = Programs.stackOptions(Map.of("RAYGATE_STACK_OPTIONS", " -Da=b  -Dc=d"));
        return new Programs(BUNDLE, new StackPorts(100), tenants, options, false);
    }
}
