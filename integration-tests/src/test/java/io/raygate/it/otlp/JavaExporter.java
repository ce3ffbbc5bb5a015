// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.it.otlp;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.trace.OtlpGrpcSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import static org.assertj.core.api.Assertions.assertThat;

/** The OpenTelemetry SDK for Java, in this process. It has no exporter that sends JSON. */
final class JavaExporter {

    private static final long FLUSH_SECONDS = 60;

    private final Export export;
    private final SdkTracerProvider provider;
    private final List<ExportedSpan> spans = new ArrayList<>();

    private JavaExporter(Export export) {
        this.export = export;
        this.provider = SdkTracerProvider.builder()
                .setResource(Resource.getDefault()
                        .merge(Resource.create(
                                Attributes.of(AttributeKey.stringKey("service.name"), export.service()))))
                .addSpanProcessor(BatchSpanProcessor.builder(exporter(export))
                        .setScheduleDelay(Duration.ofMillis(100))
                        .build())
                .build();
    }

    static ExportRun start(Export export) {
        CompletableFuture<List<ExportedSpan>> run = CompletableFuture.supplyAsync(
                () -> new JavaExporter(export).run(),
                task -> Thread.ofPlatform().start(task));
        return run::join;
    }

    private static SpanExporter exporter(Export export) {
        if (export.transport().equals("grpc")) {
            return OtlpGrpcSpanExporter.builder()
                    .setEndpoint(export.endpoint())
                    .setCompression(export.compression())
                    .build();
        }
        return OtlpHttpSpanExporter.builder()
                .setEndpoint(export.endpoint() + "/v1/traces")
                .setCompression(export.compression())
                .build();
    }

    private List<ExportedSpan> run() {
        Tracer tracer = provider.get("test");
        for (int i = 0; i < export.traces(); i++) {
            oneTrace(tracer);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(export.pauseMillis()));
        }
        assertThat(provider.forceFlush().join(FLUSH_SECONDS, TimeUnit.SECONDS).isSuccess())
                .isTrue();
        provider.close();
        return spans;
    }

    private void oneTrace(Tracer tracer) {
        Span server = tracer.spanBuilder("GET /items/{id}")
                .setSpanKind(SpanKind.SERVER)
                .setAttribute("http.request.method", "GET")
                .setAttribute("url.scheme", "http")
                .setAttribute("url.path", "/items/7")
                .setAttribute("server.address", "shop.example")
                .setAttribute("http.response.status_code", 404)
                .setAttribute("app.text", "äöü 漢字 😀 \" \\")
                .setAttribute("app.number", 42)
                .setAttribute("app.ratio", 0.5)
                .setAttribute("app.flag", true)
                .setAttribute(AttributeKey.stringArrayKey("app.list"), List.of("a", "b"))
                .setAttribute(AttributeKey.stringArrayKey("aws.xray.annotations"), List.of("app.text"))
                .startSpan();
        server.addEvent("cache.miss", Attributes.of(AttributeKey.stringKey("key"), "item-7"));
        Span client = tracer.spanBuilder("POST")
                .setSpanKind(SpanKind.CLIENT)
                .setParent(Context.root().with(server))
                .setAttribute("http.request.method", "POST")
                .setAttribute("url.full", "https://pay.example/charges")
                .setAttribute("server.address", "pay.example")
                .setAttribute("http.response.status_code", 500)
                .startSpan();
        client.recordException(new IllegalStateException("card declined"));
        client.setStatus(StatusCode.ERROR, "declined");
        client.end();
        server.end();
        report(client);
        report(server);
    }

    private void report(Span span) {
        spans.add(ExportedSpan.parse(
                span.getSpanContext().getTraceId() + " " + span.getSpanContext().getSpanId()));
    }
}
