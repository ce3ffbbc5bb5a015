// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
// Makes traces of two spans with the OpenTelemetry SDK for Node and exports them. Prints trace and span id of each span;
// ends when all of them are exported.
const [transport, endpoint, compression, traces, pauseMillis, service] = process.argv.slice(2);
const { context, trace, SpanKind, SpanStatusCode } = require('@opentelemetry/api');
const { BatchSpanProcessor } = require('@opentelemetry/sdk-trace-base');
const { NodeTracerProvider } = require('@opentelemetry/sdk-trace-node');
const resources = require('@opentelemetry/resources');

function exporter() {
  switch (transport) {
    case 'grpc': {
      const { OTLPTraceExporter } = require('@opentelemetry/exporter-trace-otlp-grpc');
      return new OTLPTraceExporter({ url: endpoint, compression });
    }
    case 'http/protobuf': {
      const { OTLPTraceExporter } = require('@opentelemetry/exporter-trace-otlp-proto');
      return new OTLPTraceExporter({ url: `${endpoint}/v1/traces`, compression });
    }
    case 'http/json': {
      const { OTLPTraceExporter } = require('@opentelemetry/exporter-trace-otlp-http');
      return new OTLPTraceExporter({ url: `${endpoint}/v1/traces`, compression });
    }
    default: {
      const { AwsXrayUdpSpanExporter } = require('@aws/aws-distro-opentelemetry-exporter-xray-udp');
      return new AwsXrayUdpSpanExporter(endpoint);
    }
  }
}

/** Version 2 of the SDK adds its default resource to none that it is given; version 1 does. */
function resource() {
  const attributes = { 'service.name': service };
  return resources.defaultResource
    ? resources.defaultResource().merge(resources.resourceFromAttributes(attributes))
    : new resources.Resource(attributes);
}

const provider = new NodeTracerProvider({
  resource: resource(),
  spanProcessors: [
    // as many spans as AWS's distribution puts into a datagram
    new BatchSpanProcessor(exporter(), {
      scheduledDelayMillis: 100,
      maxExportBatchSize: transport === 'udp' ? 10 : 512,
    }),
  ],
});
const tracer = provider.getTracer('test');

function report(span) {
  const { traceId, spanId } = span.spanContext();
  console.log(`${traceId} ${spanId}`);
}

function oneTrace() {
  const server = tracer.startSpan('GET /items/{id}', {
    kind: SpanKind.SERVER,
    attributes: {
      'http.request.method': 'GET',
      'url.scheme': 'http',
      'url.path': '/items/7',
      'server.address': 'shop.example',
      'http.response.status_code': 404,
      'app.text': 'äöü 漢字 😀 " \\',
      'app.number': 42,
      'app.ratio': 0.5,
      'app.flag': true,
      'app.list': ['a', 'b'],
      'aws.xray.annotations': ['app.text'],
    },
  });
  server.addEvent('cache.miss', { key: 'item-7' });
  const client = tracer.startSpan(
    'POST',
    {
      kind: SpanKind.CLIENT,
      attributes: {
        'http.request.method': 'POST',
        'url.full': 'https://pay.example/charges',
        'server.address': 'pay.example',
        'http.response.status_code': 500,
      },
    },
    trace.setSpan(context.active(), server),
  );
  client.recordException(new RangeError('card declined'));
  client.setStatus({ code: SpanStatusCode.ERROR, message: 'declined' });
  client.end();
  server.end();
  report(client);
  report(server);
}

async function main() {
  for (let i = 0; i < Number(traces); i++) {
    oneTrace();
    await new Promise((resolve) => setTimeout(resolve, Number(pauseMillis)));
  }
  await provider.forceFlush();
  await provider.shutdown();
}

main();
