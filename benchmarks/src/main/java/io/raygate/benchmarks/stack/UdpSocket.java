// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** A UDP socket of another process, seen through {@code /proc/net/udp} and {@code udp6}: Linux only. */
public record UdpSocket(int port) {

    private static final int LOCAL_ADDRESS = 1;
    private static final int DROPS = 12;

    /** Whether the kernel takes datagrams for it. */
    public boolean isBound() {
        return drops().isPresent();
    }

    /** Datagrams that the kernel has dropped for it; empty where there is no socket. */
    public OptionalLong drops() {
        String end = String.format(Locale.ROOT, ":%04X", port);
        return Stream.of("udp", "udp6")
                .map(file -> Path.of("/proc/net", file))
                .filter(Files::exists)
                .flatMap(UdpSocket::lines)
                .map(line -> Arrays.asList(line.strip().split(" +", -1)))
                .filter(fields ->
                        fields.size() > DROPS && fields.get(LOCAL_ADDRESS).endsWith(end))
                .mapToLong(fields -> Long.parseLong(fields.get(DROPS)))
                .max();
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readString(file).lines();
        } catch (IOException e) {
            throw new IllegalStateException("cannot read " + file + "; this bench needs Linux", e);
        }
    }
}
