// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.lambda;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FunctionCommandTest {

    private static final StreamArn STREAM = StreamArn.parse("arn:aws:kinesis:eu-west-1:123456789012:stream/demo");

    @TempDir
    Path directory;

    private final RuntimeInterfaceClient client =
            new RuntimeInterfaceClient(Path.of("/client"), Optional.of(Path.of("/private/lib.so")));

    @Test
    void command_java_heapFollowsMemorySize() throws IOException {
        Path zip = FunctionZip.scripted(directory);
        FunctionConfig config = Configs.function("memory-size", "1024M", "handler", "a.B::c", "java", "/jdk/bin/java");

        try (FunctionPackage unpacked = FunctionPackage.unpack(zip)) {
            assertThat(FunctionCommand.command(config, unpacked, client))
                    .startsWith("/jdk/bin/java", "-Xmx768m")
                    .containsSubsequence(
                            "-cp", "/client/*", "com.amazonaws.services.lambda.runtime.api.client.AWSLambda")
                    .endsWith("a.B::c");
        }
    }

    @Test
    void environment_defaults_areThoseOfLambda() {
        assertThat(FunctionCommand.environment(
                        Configs.function(), Path.of("/task"), STREAM, "127.0.0.1:1", "function-0"))
                .containsEntry("AWS_REGION", "eu-west-1")
                .containsEntry("AWS_DEFAULT_REGION", "eu-west-1")
                .containsEntry("LAMBDA_TASK_ROOT", "/task")
                .containsEntry("AWS_LAMBDA_RUNTIME_API", "127.0.0.1:1")
                .containsEntry("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512")
                .containsEntry("AWS_ENDPOINT_URL", "http://127.0.0.1:4566");
    }

    @Test
    void prepare_noClientJar_saysWhichSetting() {
        assertThatThrownBy(() -> RuntimeInterfaceClient.prepare(directory, directory))
                .hasMessageContaining("raygate.local.function.runtime-interface-client");
    }
}
