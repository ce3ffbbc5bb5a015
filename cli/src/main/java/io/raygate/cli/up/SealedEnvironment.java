// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.up;

import io.raygate.cli.stacks.StackPorts;
import java.util.HashMap;
import java.util.Map;

/**
 * The environment of a stack's processes: nothing of the caller's AWS and OpenTelemetry settings is in it, neither
 * credentials nor endpoints.
 */
final class SealedEnvironment {

    private SealedEnvironment() {}

    /** The caller's, but for everything that is AWS's, the X-Ray SDK's or OpenTelemetry's. */
    static Map<String, String> of(Map<String, String> callers, StackPorts ports) {
        Map<String, String> environment = new HashMap<>(callers);
        environment.keySet().removeIf(SealedEnvironment::isTheirs);
        environment.put("AWS_CONFIG_FILE", "/dev/null");
        environment.put("AWS_SHARED_CREDENTIALS_FILE", "/dev/null");
        environment.put("AWS_EC2_METADATA_DISABLED", "true");
        environment.put("AWS_ACCESS_KEY_ID", "raygate");
        environment.put("AWS_SECRET_ACCESS_KEY", "raygate");
        environment.put("AWS_REGION", Programs.REGION);
        environment.put("AWS_DEFAULT_REGION", Programs.REGION);
        environment.put("AWS_ENDPOINT_URL", "http://127.0.0.1:" + ports.aws());
        environment.put("AWS_XRAY_DAEMON_ADDRESS", "127.0.0.1:" + ports.daemon());
        environment.put("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:" + ports.otlpHttp());
        return environment;
    }

    private static boolean isTheirs(String name) {
        return name.startsWith("AWS_") || name.startsWith("OTEL_") || name.equals("_X_AMZN_TRACE_ID");
    }
}
