// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.receive;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The array that {@code recvmmsg} fills: for each message a header, the sender's address and a buffer. Offsets in
 * bytes on 64-bit little-endian Linux, from recvmmsg(2), recv(2), ip(7) and ipv6(7):
 *
 * <pre>
 *   struct mmsghdr, 64 bytes
 *    0 msg_name        pointer   to the address below
 *    8 msg_namelen     u32       room for the address; the kernel writes its length
 *   16 msg_iov         pointer   to the iovec below
 *   24 msg_iovlen      size_t    1
 *   32 msg_control     pointer   none
 *   40 msg_controllen  size_t    0
 *   48 msg_flags       int       the kernel writes MSG_TRUNC
 *   56 msg_len         u32       the kernel writes the bytes received
 *
 *   struct iovec, 16 bytes       0 iov_base pointer, 8 iov_len size_t
 *
 *   struct sockaddr_in, 16       0 family u16, 2 port, 4 address (4 bytes)
 *   struct sockaddr_in6, 28      0 family u16, 2 port, 4 flow, 8 address (16 bytes), 24 scope
 * </pre>
 *
 * Pages of the buffers are touched, and so become resident, only where a datagram was that large.
 */
final class MessageArray {

    private static final int HEADER_BYTES = 64;
    private static final int NAME_LENGTH = 8;
    private static final int IOV = 16;
    private static final int IOV_LENGTH = 24;
    private static final int FLAGS = 48;
    private static final int LENGTH = 56;
    private static final int IOVEC_BYTES = 16;
    private static final int ADDRESS_BYTES = 32;

    /** Linux, include/linux/socket.h. */
    private static final int AF_INET = 2;

    private static final int AF_INET6 = 10;
    private static final int MSG_TRUNC = 0x20;

    private static final ValueLayout.OfLong NETWORK_LONG =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfInt NETWORK_INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private final MemorySegment headers;
    private final MemorySegment addresses;
    private final ByteBuffer[] buffers;

    /** Memory lives as long as the arena. */
    MessageArray(Arena arena, int messages, int bufferBytes) {
        headers = arena.allocate((long) messages * HEADER_BYTES, Long.BYTES);
        addresses = arena.allocate((long) messages * ADDRESS_BYTES, Long.BYTES);
        buffers = new ByteBuffer[messages];
        MemorySegment vectors = arena.allocate((long) messages * IOVEC_BYTES, Long.BYTES);
        MemorySegment bytes = arena.allocate((long) messages * bufferBytes, Long.BYTES);
        for (int i = 0; i < messages; i++) {
            MemorySegment buffer = bytes.asSlice((long) i * bufferBytes, bufferBytes);
            buffers[i] = buffer.asByteBuffer();
            MemorySegment vector = vectors.asSlice((long) i * IOVEC_BYTES, IOVEC_BYTES);
            vector.set(ValueLayout.ADDRESS, 0, buffer);
            vector.set(ValueLayout.JAVA_LONG, Long.BYTES, bufferBytes);
            headers.set(ValueLayout.ADDRESS, header(i), addresses.asSlice((long) i * ADDRESS_BYTES, ADDRESS_BYTES));
            headers.set(ValueLayout.JAVA_INT, header(i) + NAME_LENGTH, ADDRESS_BYTES);
            headers.set(ValueLayout.ADDRESS, header(i) + IOV, vector);
            headers.set(ValueLayout.JAVA_LONG, header(i) + IOV_LENGTH, 1);
        }
    }

    MemorySegment headers() {
        return headers;
    }

    int messages() {
        return buffers.length;
    }

    /** The bytes of a message that was filled. */
    ByteBuffer datagram(int message) {
        ByteBuffer buffer = buffers[message].clear();
        int length = headers.get(ValueLayout.JAVA_INT, header(message) + LENGTH);
        return buffer.limit(Math.min(length, buffer.capacity()));
    }

    boolean isTruncated(int message) {
        return (headers.get(ValueLayout.JAVA_INT, header(message) + FLAGS) & MSG_TRUNC) != 0;
    }

    /** First eight bytes of the sender's address as IPv6, IPv4 mapped; as {@link SourceAddresses} wants it. */
    long sourceHigh(int message) {
        return family(message) == AF_INET6 ? addresses.get(NETWORK_LONG, address(message) + 8) : 0;
    }

    /** Last eight bytes of the sender's address as IPv6, IPv4 mapped. */
    long sourceLow(int message) {
        return switch (family(message)) {
            case AF_INET6 -> addresses.get(NETWORK_LONG, address(message) + 16);
            case AF_INET ->
                SourceAddresses.MAPPED_IPV4
                        | Integer.toUnsignedLong(addresses.get(NETWORK_INT, address(message) + Integer.BYTES));
            default -> throw new IllegalStateException("not an internet address: family=" + family(message));
        };
    }

    /** Makes a message ready to be filled again: the kernel has overwritten the room for the address. */
    void reset(int message) {
        headers.set(ValueLayout.JAVA_INT, header(message) + NAME_LENGTH, ADDRESS_BYTES);
    }

    private int family(int message) {
        return addresses.get(ValueLayout.JAVA_SHORT, address(message));
    }

    private static long header(int message) {
        return (long) message * HEADER_BYTES;
    }

    private static long address(int message) {
        return (long) message * ADDRESS_BYTES;
    }
}
