// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.receive;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;

/**
 * Reads a batch of datagrams with one {@code recvmmsg}. Allocates nothing for a datagram whose sender is known, and
 * holds {@code batch × 64 KiB} of native memory, of which large datagrams alone make pages resident.
 */
final class RecvmmsgReader implements DatagramReader {

    private final Arena arena = Arena.ofConfined();
    private final SourceAddresses sources = new SourceAddresses();
    private final int descriptor;
    private final MessageArray messages;
    private final MemorySegment callState;

    /**
     * Made and used by one thread.
     *
     * @param descriptor of the socket, which must stay open until this reader is closed
     */
    RecvmmsgReader(int descriptor, int batchDatagrams, int bufferBytes) {
        this.descriptor = descriptor;
        this.messages = new MessageArray(arena, batchDatagrams, bufferBytes);
        this.callState = Recvmmsg.allocateCallState(arena);
    }

    /**
     * Asks the kernel once for nothing: seccomp filters and sandboxes answer here.
     *
     * @return why it cannot be used; empty where it can
     */
    static String probe(int descriptor) {
        try (Arena arena = Arena.ofConfined()) {
            int answer = Recvmmsg.call(Recvmmsg.allocateCallState(arena), descriptor, MemorySegment.NULL, 0);
            boolean isSound = answer >= 0 || answer == -Recvmmsg.EAGAIN || answer == -Recvmmsg.EINTR;
            return isSound ? "" : "recvmmsg failed: errno=" + -answer;
        } catch (LinkageError e) {
            return "recvmmsg cannot be linked: " + rootOf(e);
        }
    }

    private static Throwable rootOf(Throwable e) {
        Throwable cause = e.getCause();
        return cause == null ? e : rootOf(cause);
    }

    @Override
    public int read(Sink sink) throws IOException {
        int received = receive();
        for (int message = 0; message < received; message++) {
            if (messages.isTruncated(message)) {
                sink.onTruncated();
            } else {
                sink.onDatagram(messages.datagram(message), source(message));
            }
            messages.reset(message);
        }
        return received;
    }

    @Override
    public int batchDatagrams() {
        return messages.messages();
    }

    @Override
    public void close() {
        arena.close();
    }

    private InetAddress source(int message) {
        return sources.of(messages.sourceHigh(message), messages.sourceLow(message));
    }

    private int receive() throws IOException {
        int received;
        do {
            received = Recvmmsg.call(callState, descriptor, messages.headers(), messages.messages());
        } while (received == -Recvmmsg.EINTR);
        if (received >= 0) {
            return received;
        }
        return switch (-received) {
            // Short of memory, the kernel may have some again after the nap.
            case Recvmmsg.EAGAIN, Recvmmsg.ENOMEM, Recvmmsg.ENOBUFS -> 0;
            default -> throw new IOException("recvmmsg failed: errno=" + -received);
        };
    }
}
