// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.receive;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Finds the inode of a socket, which Java does not tell. {@code /proc} tells it to every process of its own sockets
 * (proc_pid_fd(5)); reflection into the JDK would break with its next version and in a native image.
 */
final class SocketDescriptors {

    private static final String SOCKET = "socket:[";

    private final Path descriptors;
    private final KernelSockets sockets;

    SocketDescriptors(Path descriptors, KernelSockets sockets) {
        this.descriptors = descriptors;
        this.sockets = sockets;
    }

    static SocketDescriptors ofThisProcess(KernelSockets sockets) {
        return new SocketDescriptors(Path.of("/proc/self/fd"), sockets);
    }

    /** The inode of a socket of this process; nothing where {@code /proc} is absent or closed to us. */
    OptionalLong inode(UdpSocket socket) throws IOException {
        InetSocketAddress bound = socket.localAddress();
        Set<Long> ours = ours();
        // Several sockets may share the address; which has which inode does not matter while each has its own.
        return sockets.list().stream()
                .filter(entry ->
                        entry.port() == bound.getPort() && entry.address().equals(bound.getAddress()))
                .mapToLong(KernelSockets.Entry::inode)
                .filter(ours::contains)
                .sorted()
                .skip(socket.ordinal())
                .findFirst();
    }

    private Set<Long> ours() throws IOException {
        if (!Files.isDirectory(descriptors)) {
            return Set.of();
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(descriptors)) {
            return StreamSupport.stream(entries.spliterator(), false)
                    .map(SocketDescriptors::target)
                    .filter(target -> target.startsWith(SOCKET))
                    .map(SocketDescriptors::inode)
                    .collect(Collectors.toSet());
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
