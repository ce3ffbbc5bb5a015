# SPDX-FileCopyrightText: The Raygate authors
# SPDX-License-Identifier: Apache-2.0
"""Sends segments with the X-Ray SDK for Python, RATE a second; prints how many after each, until COUNT or until STOP exists.

The SDK has one socket for as long as it lives. With FRESH=1 each segment has a socket of its own, as processes that live
for one request have.
"""
import itertools
import os
import socket
import time

from aws_xray_sdk.core import xray_recorder

name, rate, count = os.environ["NAME"], float(os.environ["RATE"]), int(os.environ["COUNT"])
xray_recorder.configure(service=name, sampling=False, context_missing="LOG_ERROR")
begin = time.monotonic()
for sent in itertools.count(1):
    segment = xray_recorder.begin_segment(name)
    segment.put_annotation("n", sent)
    if os.environ.get("FRESH"):
        xray_recorder.emitter._socket.close()
        xray_recorder.emitter._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    xray_recorder.end_segment()
    print(sent, flush=True)
    if sent == count or os.path.exists(os.environ["STOP"]):
        break
    time.sleep(max(0.0, begin + sent / rate - time.monotonic()))
print("end", sent, flush=True)
while True:
    time.sleep(60)
