// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.receive;

import io.quarkus.runtime.configuration.MemorySize;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Configuration of a test, with the defaults of the forwarder. */
record FixedReceiveConfig(
        List<String> addresses,
        Optional<String> method,
        int socketsPerAddress,
        int socketBufferBytes,
        int batch,
        Duration stopDelay)
        implements ReceiveConfig {

    static FixedReceiveConfig of(String... addresses) {
        return new FixedReceiveConfig(List.of(addresses), Optional.empty(), 1, 4 << 20, 64, Duration.ZERO);
    }

    FixedReceiveConfig withSockets(int socketsPerAddress) {
        return new FixedReceiveConfig(addresses, method, socketsPerAddress, socketBufferBytes, batch, stopDelay);
    }

    FixedReceiveConfig withSocketBuffer(int socketBufferBytes) {
        return new FixedReceiveConfig(addresses, method, socketsPerAddress, socketBufferBytes, batch, stopDelay);
    }

    FixedReceiveConfig withMethod(String method) {
        return new FixedReceiveConfig(
                addresses, Optional.of(method), socketsPerAddress, socketBufferBytes, batch, stopDelay);
    }

    FixedReceiveConfig withStopDelay(Duration stopDelay) {
        return new FixedReceiveConfig(addresses, method, socketsPerAddress, socketBufferBytes, batch, stopDelay);
    }

    @Override
    public MemorySize socketBuffer() {
        return new MemorySize(BigInteger.valueOf(socketBufferBytes));
    }

    @Override
    public MemorySize startMemory() {
        return new MemorySize(BigInteger.valueOf(8 << 20));
    }

    @Override
    public Duration nap() {
        return Duration.ofMillis(5);
    }
}
