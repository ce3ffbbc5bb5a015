// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.shop.span;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import java.net.InetAddress;
import java.util.Map;

/**
 * What one service needs to be traced with OpenTelemetry: an SDK of its own, configured by the environment as any
 * OpenTelemetry SDK is. Thread-safe.
 */
public final class ServiceTelemetry implements AutoCloseable {

    /** The environment overrides these. {@code xray}: callers are traced with the X-Ray SDK and send its header. */
    private static final Map<String, String> DEFAULTS = Map.of(
            "otel.propagators", "xray",
            "otel.exporter.otlp.protocol", "http/protobuf",
            "otel.metrics.exporter", "none",
            "otel.logs.exporter", "none",
            "otel.bsp.schedule.delay", "200");

    private final OpenTelemetrySdk sdk;

    private ServiceTelemetry(OpenTelemetrySdk sdk) {
        this.sdk = sdk;
    }

    /**
     * Exports to {@code OTEL_EXPORTER_OTLP_ENDPOINT}, by default to port 4318 of this machine.
     *
     * @param source where the exports come from
     */
    public static ServiceTelemetry open(String serviceName, String version, InetAddress source) {
        return ScopedValue.where(AddressedSender.SOURCE, source)
                .call(() -> new ServiceTelemetry(AutoConfiguredOpenTelemetrySdk.builder()
                        .disableShutdownHook()
                        .addPropertiesSupplier(() -> DEFAULTS)
                        .addPropertiesSupplier(() -> Map.of(
                                "otel.service.name",
                                serviceName,
                                "otel.resource.attributes",
                                "service.version=" + version))
                        .build()
                        .getOpenTelemetrySdk()));
    }

    public Tracer tracer() {
        return sdk.getTracer("io.raygate.shop");
    }

    OpenTelemetry openTelemetry() {
        return sdk;
    }

    /** Exports what waits, for a few seconds at most. */
    @Override
    public void close() {
        sdk.close();
    }
}
