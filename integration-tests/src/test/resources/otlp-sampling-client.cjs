// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
// Decides with the X-Ray sampler of OpenTelemetry for Node whether to sample, a hundred times a second, until its input
// ends. Prints what it has decided up to now, ten times a second: requests, and those of them that were sampled.
const [daemonAddress, service] = process.argv.slice(2);
const { ROOT_CONTEXT, SpanKind } = require('@opentelemetry/api');
const { resourceFromAttributes } = require('@opentelemetry/resources');
const { SamplingDecision } = require('@opentelemetry/sdk-trace-base');
const { AWSXRayRemoteSampler } = require('@opentelemetry/sampler-aws-xray');

const sampler = new AWSXRayRemoteSampler({
  resource: resourceFromAttributes({ 'service.name': service }),
  endpoint: `http://${daemonAddress}`,
  pollingInterval: 10,
});
let requests = 0;
let sampled = 0;

function decide() {
  const traceId = Array.from({ length: 32 }, () => Math.floor(Math.random() * 16).toString(16)).join('');
  const attributes = { 'http.request.method': 'GET', 'url.path': '/', 'server.address': 'a.example' };
  const { decision } = sampler.shouldSample(ROOT_CONTEXT, traceId, 'GET', SpanKind.SERVER, attributes, []);
  requests++;
  sampled += decision === SamplingDecision.RECORD_AND_SAMPLED ? 1 : 0;
}

setInterval(decide, 10);
setInterval(() => console.log(`${requests} ${sampled}`), 100);
process.stdin.on('end', () => process.exit(0)).resume();
