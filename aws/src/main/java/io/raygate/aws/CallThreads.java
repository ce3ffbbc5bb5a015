// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.aws;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Threads for calls that somebody else waits for, one a call, each kept for a while for the next one. They are platform threads: the
 * first virtual thread that waits for a socket starts half a dozen others, one of which waits in native code for ever, and for
 * such a thread a virtual machine that ends waits 300 ms.
 */
final class CallThreads {

    private static final long KEPT_SECONDS = 10;

    private CallThreads() {}

    /** An executor whose daemon threads have that name. */
    static ExecutorService named(String name) {
        return new ThreadPoolExecutor(
                0,
                Integer.MAX_VALUE,
                KEPT_SECONDS,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                Thread.ofPlatform().daemon().name(name).factory());
    }
}
