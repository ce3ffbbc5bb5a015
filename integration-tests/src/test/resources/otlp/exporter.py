# SPDX-FileCopyrightText: The Raygate authors
# SPDX-License-Identifier: Apache-2.0
# Makes traces of two spans with the OpenTelemetry SDK for Python and exports them. Prints trace and span id of each span;
# ends when all of them are exported.
import sys
import time

from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.trace import SpanKind, Status, StatusCode

transport, endpoint, compression, traces, pause_millis, service = sys.argv[1:]


def exporter():
    if transport == "grpc":
        from grpc import Compression
        from opentelemetry.exporter.otlp.proto.grpc.trace_exporter import OTLPSpanExporter

        return OTLPSpanExporter(
            endpoint=endpoint, insecure=True, compression=Compression.Gzip if compression == "gzip" else None
        )
    if transport == "http/protobuf":
        from opentelemetry.exporter.otlp.proto.http import Compression
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter

        return OTLPSpanExporter(
            endpoint=endpoint + "/v1/traces",
            compression=Compression.Gzip if compression == "gzip" else Compression.NoCompression,
        )
    from amazon.opentelemetry.distro.otlp_udp_exporter import OTLPUdpSpanExporter

    return OTLPUdpSpanExporter(endpoint=endpoint)


provider = TracerProvider(resource=Resource.create({"service.name": service}))
# as many spans as AWS's distribution puts into a datagram
provider.add_span_processor(
    BatchSpanProcessor(exporter(), schedule_delay_millis=100, max_export_batch_size=10 if transport == "udp" else 512)
)
tracer = provider.get_tracer("test")


def report(span):
    context = span.get_span_context()
    print(f"{context.trace_id:032x} {context.span_id:016x}", flush=True)


for _ in range(int(traces)):
    with tracer.start_as_current_span("GET /items/{id}", kind=SpanKind.SERVER) as server:
        server.set_attributes({
            "http.request.method": "GET",
            "url.scheme": "http",
            "url.path": "/items/7",
            "server.address": "shop.example",
            "http.response.status_code": 404,
            "app.text": "äöü 漢字 😀 \" \\",
            "app.number": 42,
            "app.ratio": 0.5,
            "app.flag": True,
            "app.list": ["a", "b"],
            "aws.xray.annotations": ["app.text"],
        })
        server.add_event("cache.miss", {"key": "item-7"})
        with tracer.start_as_current_span("POST", kind=SpanKind.CLIENT) as client:
            client.set_attributes({
                "http.request.method": "POST",
                "url.full": "https://pay.example/charges",
                "server.address": "pay.example",
                "http.response.status_code": 500,
            })
            client.record_exception(ValueError("card declined"))
            client.set_status(Status(StatusCode.ERROR, "declined"))
    report(client)
    report(server)
    time.sleep(int(pause_millis) / 1000)
provider.shutdown()
