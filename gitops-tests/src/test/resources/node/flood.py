# SPDX-FileCopyrightText: The Raygate authors
# SPDX-License-Identifier: Apache-2.0
"""Sends COUNT segment documents of BYTES bytes as fast as it can, of random characters, which do not compress well."""
import base64
import json
import os
import secrets
import socket
import time

name, count, size = os.environ["NAME"], int(os.environ["COUNT"]), int(os.environ["BYTES"])
host, port = os.environ["AWS_XRAY_DAEMON_ADDRESS"].rsplit(":", 1)
daemon = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
daemon.connect((host, int(port)))
noise = base64.b64encode(os.urandom(1 << 20)).decode()
for sent in range(1, count + 1):
    now = time.time()
    begin = secrets.randbelow(len(noise) - size)
    document = json.dumps({
        "name": name,
        "id": secrets.token_hex(8),
        "trace_id": f"1-{int(now):08x}-{secrets.token_hex(12)}",
        "start_time": now,
        "end_time": now,
        "metadata": {"default": {"noise": noise[begin:begin + size]}},
    })
    daemon.send(b'{"format": "json", "version": 1}\n' + document.encode())
print("end", count, flush=True)
while True:
    time.sleep(60)
