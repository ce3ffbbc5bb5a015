// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.forwarder;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** What a process uses, seen from outside through {@code /proc}: Linux only. */
public record ProcessUsage(long pid) {

    /** Clock ticks a second in {@code /proc/PID/stat}; 100 on every Linux that Java runs on. */
    private static final int TICKS_PER_SECOND = 100;

    /** Processor time so far, all threads, user and system. */
    public Duration cpu() {
        String stat = ForwarderProcess.read(proc("stat"));
        // the second field is the name in parentheses, which may hold blanks; user and system time are fields 14 and 15
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        long ticks = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
        return Duration.ofMillis(ticks * 1000 / TICKS_PER_SECOND);
    }

    /** The same in nanoseconds, of the threads that live, from what the scheduler counts: for times that are short. */
    public long scheduledNanos() {
        long nanos = 0;
        try (DirectoryStream<Path> tasks = Files.newDirectoryStream(proc("task"))) {
            for (Path task : tasks) {
                nanos += Long.parseLong(
                        ForwarderProcess.read(task.resolve("schedstat")).split(" ", 2)[0]);
            }
        } catch (IOException e) {
            throw new IllegalStateException("cannot read the threads of the process", e);
        }
        return nanos;
    }

    /** Threads, those of a virtual machine included. */
    public long threads() {
        return number(ForwarderProcess.read(proc("status")), "Threads:");
    }

    /** Resident memory, now and at its highest, in MiB. */
    public Memory memory() {
        String status = ForwarderProcess.read(proc("status"));
        return new Memory(number(status, "VmRSS:") / 1024, number(status, "VmHWM:") / 1024);
    }

    private Path proc(String file) {
        return Path.of("/proc", Long.toString(pid), file);
    }

    private static long number(String status, String name) {
        return status.lines()
                .filter(line -> line.startsWith(name))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .findFirst()
                .orElse(0);
    }

    /** MiB. */
    public record Memory(long resident, long highest) {}
}
