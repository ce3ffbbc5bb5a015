// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0

// Makes traces of two spans with the OpenTelemetry SDK for Go and exports them. Prints trace and span id of each span;
// ends when all of them are exported.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strconv"
	"time"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracegrpc"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracehttp"
	"go.opentelemetry.io/otel/sdk/resource"
	sdk "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/trace"
)

func main() {
	transport, endpoint, compression, service := os.Args[1], os.Args[2], os.Args[3], os.Args[6]
	traces, pause := number(os.Args[4]), time.Duration(number(os.Args[5]))*time.Millisecond
	ctx := context.Background()
	exporter, err := exporter(ctx, transport, endpoint, compression)
	check(err)
	named, err := resource.Merge(resource.Default(), resource.NewSchemaless(attribute.String("service.name", service)))
	check(err)
	provider := sdk.NewTracerProvider(
		sdk.WithBatcher(exporter, sdk.WithBatchTimeout(100*time.Millisecond)), sdk.WithResource(named))
	tracer := provider.Tracer("test")
	for i := 0; i < traces; i++ {
		oneTrace(ctx, tracer)
		time.Sleep(pause)
	}
	check(provider.Shutdown(ctx))
}

func exporter(ctx context.Context, transport, endpoint, compression string) (sdk.SpanExporter, error) {
	if transport == "grpc" {
		options := []otlptracegrpc.Option{otlptracegrpc.WithEndpointURL(endpoint)}
		if compression == "gzip" {
			options = append(options, otlptracegrpc.WithCompressor("gzip"))
		}
		return otlptracegrpc.New(ctx, options...)
	}
	options := []otlptracehttp.Option{otlptracehttp.WithEndpointURL(endpoint + "/v1/traces")}
	if compression == "gzip" {
		options = append(options, otlptracehttp.WithCompression(otlptracehttp.GzipCompression))
	}
	return otlptracehttp.New(ctx, options...)
}

func oneTrace(ctx context.Context, tracer trace.Tracer) {
	ctx, server := tracer.Start(ctx, "GET /items/{id}", trace.WithSpanKind(trace.SpanKindServer), trace.WithAttributes(
		attribute.String("http.request.method", "GET"),
		attribute.String("url.scheme", "http"),
		attribute.String("url.path", "/items/7"),
		attribute.String("server.address", "shop.example"),
		attribute.Int("http.response.status_code", 404),
		attribute.String("app.text", "äöü 漢字 😀 \" \\"),
		attribute.Int("app.number", 42),
		attribute.Float64("app.ratio", 0.5),
		attribute.Bool("app.flag", true),
		attribute.StringSlice("app.list", []string{"a", "b"}),
		attribute.StringSlice("aws.xray.annotations", []string{"app.text"})))
	server.AddEvent("cache.miss", trace.WithAttributes(attribute.String("key", "item-7")))
	_, client := tracer.Start(ctx, "POST", trace.WithSpanKind(trace.SpanKindClient), trace.WithAttributes(
		attribute.String("http.request.method", "POST"),
		attribute.String("url.full", "https://pay.example/charges"),
		attribute.String("server.address", "pay.example"),
		attribute.Int("http.response.status_code", 500)))
	client.RecordError(errors.New("card declined"))
	client.SetStatus(codes.Error, "declined")
	client.End()
	server.End()
	report(client)
	report(server)
}

func report(span trace.Span) {
	fmt.Println(span.SpanContext().TraceID(), span.SpanContext().SpanID())
}

func number(text string) int {
	value, err := strconv.Atoi(text)
	check(err)
	return value
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
