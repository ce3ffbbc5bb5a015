// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.receive;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The kernel's list of UDP sockets in this network namespace, {@code /proc/net/udp} and {@code udp6} (proc_net(5)).
 * Reading it costs some microseconds and an allocation for each socket of the namespace: not for the hot path.
 */
final class KernelSockets {

    private static final int FIELDS = 13;
    private static final int LOCAL_ADDRESS = 1;
    private static final int INODE = 9;
    private static final int DROPS = 12;
    private static final int IPV4_HEX_DIGITS = 8;

    private final Path directory;

    /** @param directory {@code /proc/net}, or what stands in for it in a test */
    KernelSockets(Path directory) {
        this.directory = directory;
    }

    /**
     * All sockets; none where this system keeps no such list.
     *
     * @throws IOException where the list exists and cannot be read
     */
    List<Entry> list() throws IOException {
        List<Entry> entries = new ArrayList<>();
        read(directory.resolve("udp"), entries);
        read(directory.resolve("udp6"), entries);
        return entries;
    }

    private static void read(Path file, List<Entry> entries) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.US_ASCII)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                parse(line).ifPresent(entries::add);
            }
        } catch (NoSuchFileException _) {
            // Another system, or one without IPv6.
        }
    }

    /** Reads a line; the headline and what is no socket give nothing. */
    static Optional<Entry> parse(String line) {
        String[] fields = line.strip().split(" +", -1);
        if (fields.length != FIELDS || !Character.isDigit(fields[0].charAt(0))) {
            return Optional.empty();
        }
        String[] local = fields[LOCAL_ADDRESS].split(":", 2);
        return Optional.of(new Entry(
                address(local[0]),
                Integer.parseInt(local[1], 16),
                Long.parseLong(fields[INODE]),
                Long.parseLong(fields[DROPS])));
    }

    /** The kernel prints 32-bit words of network bytes as numbers of this machine. */
    private static InetAddress address(String hex) {
        ByteBuffer address = ByteBuffer.allocate(hex.length() == IPV4_HEX_DIGITS ? Integer.BYTES : 4 * Integer.BYTES)
                .order(ByteOrder.nativeOrder());
        for (int digit = 0; digit < hex.length(); digit += IPV4_HEX_DIGITS) {
            address.putInt(HexFormat.fromHexDigits(hex, digit, digit + IPV4_HEX_DIGITS));
        }
        try {
            return InetAddress.getByAddress(address.array());
        } catch (UnknownHostException e) {
            throw new IllegalStateException("4 or 16 bytes are an address: " + hex, e);
        }
    }

    /**
     * One socket.
     *
     * @param inode of the socket, unique while it is open
     * @param drops datagrams which the kernel could not keep for it since it was opened, modulo 2^32
     */
    record Entry(InetAddress address, int port, long inode, long drops) {}
}
