// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.receive;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Finds what Java keeps to itself: number and inode of a socket that Java has opened. Reflection into the JDK would
 * not survive its next version or a native image; {@code /proc} says it to every process of itself (proc_pid_fd(5)).
 */
final class SocketDescriptors {

    private static final String SOCKET = "socket:[";

    private final Path descriptors;
    private final KernelSockets sockets;

    SocketDescriptors(Path descriptors, KernelSockets sockets) {
        this.descriptors = descriptors;
        this.sockets = sockets;
    }

    static SocketDescriptors ofThisProcess() {
        return new SocketDescriptors(Path.of("/proc/self/fd"), new KernelSockets(Path.of("/proc/net")));
    }

    /**
     * The inode of the socket of this process that is bound there.
     *
     * @param known inodes of other sockets at the same address, which is what {@code SO_REUSEPORT} allows
     * @return nothing where {@code /proc} is absent, closed to us, or names two
     */
    OptionalLong inode(InetSocketAddress bound, Set<Long> known) throws IOException {
        Set<Long> ours = byInode().keySet();
        long[] inodes = sockets.list().stream()
                .filter(entry ->
                        entry.port() == bound.getPort() && entry.address().equals(bound.getAddress()))
                .mapToLong(KernelSockets.Entry::inode)
                .filter(inode -> ours.contains(inode) && !known.contains(inode))
                .toArray();
        return inodes.length == 1 ? OptionalLong.of(inodes[0]) : OptionalLong.empty();
    }

    /** The number under which this process holds a socket. */
    OptionalInt descriptor(long inode) throws IOException {
        Integer descriptor = byInode().get(inode);
        return descriptor == null ? OptionalInt.empty() : OptionalInt.of(descriptor);
    }

    private Map<Long, Integer> byInode() throws IOException {
        if (!Files.isDirectory(descriptors)) {
            return Map.of();
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(descriptors)) {
            return StreamSupport.stream(entries.spliterator(), false)
                    .map(entry -> Map.entry(
                            target(entry), Integer.valueOf(entry.getFileName().toString())))
                    .filter(entry -> entry.getKey().startsWith(SOCKET))
                    .collect(
                            Collectors.toMap(entry -> inode(entry.getKey()), Map.Entry::getValue, (first, _) -> first));
        }
    }

    private static long inode(String target) {
        return Long.parseLong(target, SOCKET.length(), target.length() - 1, 10);
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException _) {
            return ""; // closed meanwhile
        }
    }
}
