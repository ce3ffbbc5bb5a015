// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.lambda;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The command line and the environment variables of a function process. */
final class FunctionCommand {

    private static final String RUNTIME_CLIENT = "com.amazonaws.services.lambda.runtime.api.client.";
    private static final long MIB = 1024 * 1024;

    private FunctionCommand() {}

    /**
     * A {@code bootstrap}, where the package has one. Otherwise Java with the runtime client alone on its class path: as
     * in Lambda, the client itself loads the package and its {@code lib/*.jar} from the working directory.
     */
    static List<String> command(FunctionConfig config, FunctionPackage unpacked, RuntimeInterfaceClient client) {
        if (unpacked.hasBootstrap()) {
            return List.of(unpacked.bootstrap().toString());
        }
        Path java = config.java().orElseGet(() -> Path.of(System.getProperty("java.home"), "bin", "java"));
        List<String> command = new ArrayList<>();
        command.add(java.toString());
        command.add("-Xmx" + config.memorySize().asLongValue() * 3 / 4 / MIB + "m");
        command.add("-XX:+UseSerialGC");
        // on-demand functions in Lambda's Java runtime stop at the first compiler tier
        command.add("-XX:TieredStopAtLevel=1");
        command.add("--enable-native-access=ALL-UNNAMED");
        client.nativeLibrary()
                .ifPresent(library -> command.add("-D" + RUNTIME_CLIENT + "runtimeapi.NativeClient.JNI=" + library));
        command.add("-cp");
        command.add(client.jars().toAbsolutePath().resolve("*").toString());
        command.add(RUNTIME_CLIENT + "AWSLambda");
        command.add(config.handler());
        return List.copyOf(command);
    }

    /**
     * What Lambda and the stack set: nothing is inherited from this process. The function's own variables come on top.
     *
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html">Lambda Developer Guide,
     *     defined runtime environment variables, read 2026-11-22</a>
     */
    static Map<String, String> environment(
            FunctionConfig config, Path taskRoot, StreamArn stream, String runtimeApi, String logStream) {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("PATH", "/usr/local/bin:/usr/bin:/bin");
        variables.put("LANG", "en_US.UTF-8");
        variables.put("TZ", ":UTC");
        variables.put("_HANDLER", config.handler());
        variables.put("LAMBDA_TASK_ROOT", taskRoot.toString());
        variables.put("AWS_LAMBDA_RUNTIME_API", runtimeApi);
        variables.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
        variables.put("AWS_LAMBDA_FUNCTION_NAME", config.name());
        variables.put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
        variables.put(
                "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
                Long.toString(config.memorySize().asLongValue() / MIB));
        variables.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + config.name());
        variables.put("AWS_LAMBDA_LOG_STREAM_NAME", logStream);
        variables.put("AWS_REGION", stream.region());
        variables.put("AWS_DEFAULT_REGION", stream.region());
        variables.put("AWS_ACCESS_KEY_ID", "local");
        variables.put("AWS_SECRET_ACCESS_KEY", "local");
        variables.put("AWS_SESSION_TOKEN", "local");
        variables.put("AWS_ENDPOINT_URL", config.awsEndpointUrl().toString());
        return variables;
    }
}
