// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.spool;

import io.quarkus.runtime.configuration.MemorySize;
import io.raygate.configuration.InRange;
import io.raygate.configuration.NeededWhen;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** How much waits for the stream, and where. */
@ConfigMapping(prefix = "raygate.spool")
public interface SpoolConfig {

    /** Sealed, compressed blocks kept in memory. */
    @WithDefault("64M")
    @InRange(min = "1", max = "64G")
    MemorySize maxMemory();

    /** Where blocks go that memory does not hold; one forwarder each. Without it there is memory alone. */
    @NeededWhen(key = "mode", is = "always", write = "the directory for blocks, or the mode overflow")
    Optional<Path> directory();

    /** Files in the directory; when it is full the oldest block is dropped and counted. 16M hold the largest block twice. */
    @WithDefault("1G")
    @InRange(min = "16M")
    MemorySize maxDisk();

    /** Which blocks go to disk. */
    @WithDefault("overflow")
    SpoolMode mode();

    /** When the system is made to put files on the disk. */
    @WithDefault("none")
    FsyncPolicy fsync();

    /** Between two times with {@code fsync} {@code interval}. */
    @WithDefault("1s")
    @InRange(min = "1ms", max = "1h")
    Duration fsyncInterval();

    /** Between two attempts on a disk that has failed. */
    @WithDefault("5s")
    @InRange(min = "1ms", max = "1h")
    Duration retryInterval();

    /** Damaged and unsendable files that are kept for people to look at; the oldest go first. */
    @WithDefault("16M")
    MemorySize maxSetAside();

    /** Which blocks go to disk, where there is a directory. */
    enum SpoolMode {
        /** What memory does not hold: no disk is touched while the stream keeps up. Memory is lost with the process. */
        OVERFLOW,
        /** Each block as soon as it is sealed: a killed process loses what was not sealed yet, whatever the stream does. */
        ALWAYS
    }

    /** When the operating system is made to put files on the disk. A killed process loses nothing in any case. */
    enum FsyncPolicy {
        /** Never: a node that loses power loses what the system had not written yet, some 30 s on Linux. */
        NONE,
        /** Before a block counts as spooled: a node that loses power loses no spooled block. */
        BLOCK,
        /** All files since the last time, at intervals: a node that loses power loses at most one interval. */
        INTERVAL
    }
}
