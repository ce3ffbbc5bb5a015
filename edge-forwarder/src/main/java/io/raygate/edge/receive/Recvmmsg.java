// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.receive;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.Locale;

/**
 * The one C function which the forwarder calls: {@code int recvmmsg(int sockfd, struct mmsghdr *msgvec, unsigned int
 * vlen, int flags, struct timespec *timeout)}, recvmmsg(2), Linux since 2.6.33. Its layouts are those of 64-bit
 * little-endian Linux, the same on x86_64 and aarch64 and the same in glibc and musl.
 *
 * <p>The first use throws a {@link LinkageError} where the function cannot be linked. Initialised at run time in native
 * images, never when the image is built: it keeps an address of libc. The descriptor must be listed in
 * {@code reachability-metadata.json}; a test compares the two.
 */
final class Recvmmsg {

    static final FunctionDescriptor DESCRIPTOR = FunctionDescriptor.of(
            ValueLayout.JAVA_INT,
            ValueLayout.JAVA_INT,
            ValueLayout.ADDRESS,
            ValueLayout.JAVA_INT,
            ValueLayout.JAVA_INT,
            ValueLayout.ADDRESS);

    /** Linux, asm-generic/errno-base.h and errno.h; the same on x86_64 and aarch64. */
    static final int EINTR = 4;

    static final int EAGAIN = 11;
    static final int ENOMEM = 12;
    static final int ENOSYS = 38;
    static final int ENOBUFS = 105;

    /** Linux, include/linux/socket.h. */
    private static final int MSG_DONTWAIT = 0x40;

    private static final MemoryLayout CALL_STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = CALL_STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

    private static final MethodHandle HANDLE;

    static {
        try {
            HANDLE = link();
        } catch (RuntimeException | Error e) {
            // Native images throw an Error of their own where the descriptor is not listed.
            throw new ExceptionInInitializerError(e);
        }
    }

    private Recvmmsg() {}

    /** Room for what a failed call leaves behind. */
    static MemorySegment allocateCallState(Arena arena) {
        return arena.allocate(CALL_STATE);
    }

    /**
     * Takes what the socket holds, without waiting.
     *
     * @param callState from {@link #allocateCallState}
     * @param messages array of {@code struct mmsghdr}
     * @return messages filled, or the error number of Linux, negated
     */
    static int call(MemorySegment callState, int descriptor, MemorySegment messages, int count) {
        int received;
        try {
            received =
                    (int) HANDLE.invokeExact(callState, descriptor, messages, count, MSG_DONTWAIT, MemorySegment.NULL);
        } catch (Throwable e) {
            throw new AssertionError("a downcall throws nothing", e);
        }
        return received < 0 ? -(int) ERRNO.get(callState, 0L) : received;
    }

    @SuppressWarnings("restricted") // the permission is given on the command line; without it we read the channel
    private static MethodHandle link() {
        String system = System.getProperty("os.name", "") + '/' + System.getProperty("os.arch", "");
        boolean isKnown = switch (system.toLowerCase(Locale.ROOT)) {
            case "linux/amd64", "linux/x86_64", "linux/aarch64" -> true;
            default -> false;
        };
        if (!isKnown) {
            throw new UnsupportedOperationException("no layouts for " + system);
        }
        Linker linker = Linker.nativeLinker();
        MemorySegment symbol = linker.defaultLookup()
                .find("recvmmsg")
                .orElseThrow(() -> new UnsupportedOperationException("libc has no recvmmsg"));
        return linker.downcallHandle(symbol, DESCRIPTOR, Linker.Option.captureCallState("errno"));
    }
}
