// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.lambda;

import io.quarkus.runtime.configuration.MemorySize;
import io.raygate.configuration.AtMost;
import io.raygate.configuration.InRange;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The function and how its processes are run. */
@ConfigMapping(prefix = "raygate.local.function")
public interface FunctionConfig {

    /**
     * The deployment package as it is uploaded to Lambda, or a native executable, which is run as its {@code bootstrap}.
     * Where it is unset, no function is run.
     */
    Optional<Path> zip();

    /** The function's name, part of its ARN. */
    @WithDefault("raygate-gateway")
    String name();

    /** {@code Class::method}; not used by a package that brings a {@code bootstrap} executable. */
    @WithDefault("io.quarkus.amazon.lambda.runtime.QuarkusStreamHandler::handleRequest")
    String handler();

    /** The {@code java} executable for the function; the one that runs this process where unset. */
    Optional<Path> java();

    /** Directory with the jars of AWS's runtime interface client, which Lambda's managed Java runtime supplies. */
    @WithDefault("target/runtime-interface-client")
    Path runtimeInterfaceClient();

    /** Memory of one execution environment; three quarters of it are the largest heap of a Java function. */
    @WithDefault("512M")
    @InRange(min = "128M", max = "10240M")
    MemorySize memorySize();

    /** An invocation that takes longer is a failure, and its process is killed. */
    @WithDefault("30s")
    @InRange(min = "1ms", max = "15m")
    Duration timeout();

    /** A process that has not asked for its first invocation by then is killed. Lambda allows 10 s, on a machine of its own. */
    @WithDefault("60s")
    @InRange(min = "1ms", max = "1h")
    Duration initTimeout();

    /** Most execution environments at a time, each one process; they are started when needed. */
    @WithDefault("2")
    @InRange(min = "1", max = "1000")
    int maxConcurrency();

    /** Port of the first environment's Runtime API, the next ones follow it; 0 takes free ports. */
    @WithDefault("0")
    @InRange(min = "0", max = "65535")
    int runtimeApiPort();

    /** Where the function's AWS clients go: {@code AWS_ENDPOINT_URL}. */
    @WithDefault("http://127.0.0.1:4566")
    URI awsEndpointUrl();

    /** Further variables of the function's environment; they win over those set by the stack. */
    Map<String, String> environment();

    /** File to which the function's output is appended; this process's standard output where unset. */
    Optional<Path> logFile();

    /** Lines of output kept to explain the end of a process. */
    @WithDefault("20")
    @InRange(min = "0", max = "10000")
    int keptOutputLines();

    /** Wait before a process is started again after it ended badly once; doubles each time. */
    @WithDefault("100ms")
    @InRange(min = "1ms", max = "1h")
    @AtMost("max-restart-backoff")
    Duration restartBackoff();

    /** The longest wait before a process is started again. */
    @WithDefault("10s")
    @InRange(min = "1ms", max = "1h")
    Duration maxRestartBackoff();
}
