// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
// Decides with the X-Ray SDK for Node whether to sample, a hundred times a second, until its input ends. Prints what it
// has decided up to now, ten times a second: requests, and those of them that were sampled by the rule.
const [daemonAddress, service, rule] = process.argv.slice(2);
const AWSXRay = require('aws-xray-sdk-core');

AWSXRay.setLogger({ error: console.error, warn: console.error, info() {}, debug() {} });
AWSXRay.setDaemonAddress(daemonAddress);

let requests = 0;
let sampled = 0;

function decide() {
  const decision = AWSXRay.middleware.sampler.shouldSample({
    host: 'a.example',
    httpMethod: 'GET',
    serviceName: service,
    urlPath: '/',
    serviceType: 'AWS::EKS::Container',
  });
  // true is the decision of local rules, which count until the first rules have come
  if (decision === rule || decision === false) {
    requests++;
    sampled += decision === rule ? 1 : 0;
  }
}

setInterval(decide, 10);
setInterval(() => console.log(`${requests} ${sampled}`), 100);
process.stdin.on('end', () => process.exit(0)).resume();
