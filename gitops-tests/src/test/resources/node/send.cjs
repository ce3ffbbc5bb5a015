// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
// Sends segments with the X-Ray SDK for Node.js, as send.py does.
const fs = require('fs');
const xray = require('aws-xray-sdk-core');

const {NAME: name, RATE: rate, COUNT: count, STOP: stop} = process.env;
xray.enableManualMode();
xray.middleware.disableCentralizedSampling();
let sent = 0;
const timer = setInterval(() => {
  const segment = new xray.Segment(name);
  segment.addAnnotation('n', ++sent);
  segment.close();
  console.log(sent);
  if (sent === Number(count) || fs.existsSync(stop)) {
    clearInterval(timer);
    console.log('end', sent);
    setInterval(() => {}, 60000);
  }
}, 1000 / rate);
