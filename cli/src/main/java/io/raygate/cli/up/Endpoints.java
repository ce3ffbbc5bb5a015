// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.up;

import io.raygate.cli.stacks.StackPorts;

/** What is said of a stack that is ready. */
final class Endpoints {

    private static final String WINDOW = "--start-time $(($(date +%s) - 600)) --end-time $(date +%s)";

    private Endpoints() {}

    static String text(StackPorts ports, String logs) {
        return """

                Endpoints
                  segments (UDP), sampling (TCP)   127.0.0.1:${daemon}
                  OpenTelemetry spans              127.0.0.1:${otlpGrpc} (gRPC)  http://127.0.0.1:${otlpHttp} (HTTP)
                  forwarder: health and metrics    http://127.0.0.1:${management}/q/health/ready  /q/metrics
                  AWS API                          http://127.0.0.1:${aws}
                  page                             http://127.0.0.1:${page}
                  logs                             ${logs}/

                In the shell of your application, and for the commands below
                  export AWS_XRAY_DAEMON_ADDRESS=127.0.0.1:${daemon}
                  export OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:${otlpHttp} OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf
                  export OTEL_METRICS_EXPORTER=none OTEL_LOGS_EXPORTER=none
                  export AWS_ENDPOINT_URL=http://127.0.0.1:${aws} AWS_REGION=${region} AWS_DEFAULT_REGION=${region}
                  export AWS_ACCESS_KEY_ID=raygate AWS_SECRET_ACCESS_KEY=raygate

                Try
                  ./raygate traces${offset}
                  ./raygate map${offset}
                  aws xray get-trace-summaries ${window}
                  aws xray get-service-graph ${window}
                  curl -s http://127.0.0.1:${management}/q/metrics | grep ^raygate_
                """.replace("${daemon}", Integer.toString(ports.daemon()))
                .replace("${otlpGrpc}", Integer.toString(ports.otlpGrpc()))
                .replace("${otlpHttp}", Integer.toString(ports.otlpHttp()))
                .replace("${management}", Integer.toString(ports.management()))
                .replace("${aws}", Integer.toString(ports.aws()))
                .replace("${page}", Integer.toString(ports.page()))
                .replace("${region}", Programs.REGION)
                .replace("${window}", WINDOW)
                .replace("${offset}", ports.offset() == 0 ? "" : " --port-offset " + ports.offset())
                .replace("${logs}", logs);
    }
}
