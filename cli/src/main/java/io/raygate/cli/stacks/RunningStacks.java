// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.stacks;

import io.raygate.cli.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which stacks run in this home: each holds the lock of a file that is named after its offset and holds its process id.
 * The system releases the lock however the process ends, so that no file has to be believed or tidied.
 *
 * @param directory of the lock files
 */
public record RunningStacks(Path directory) {

    private static final String LOCK = "lock";
    private static final List<Integer> CANDIDATES = List.of(100, 200, 300, 400, 500, 1000, 2000, 3000, 10_000, 20_000);

    /**
     * A stack.
     *
     * @param pid process id of its supervisor
     */
    public record Running(StackPorts ports, long pid) {}

    /** This process's entry; closing it ends it. */
    public record Registration(FileChannel file) implements AutoCloseable {

        @Override
        public void close() {
            try {
                file.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /**
     * Enters this process.
     *
     * @param verb named in advice
     * @throws Failure where a stack has one of the ports, or anybody else listens there
     */
    public Registration register(StackPorts ports, String verb) {
        try {
            Files.createDirectories(directory);
            // one at a time, so that of two that collide one is first
            try (FileChannel gate = open(directory.resolve(LOCK));
                    FileLock _ = gate.lock()) {
                requireFree(ports, verb);
                return enter(ports);
            }
        } catch (IOException e) {
            throw Failure.of("cannot write below " + directory + ": " + e.getMessage());
        }
    }

    /** The stack with this offset, where one runs. */
    public Optional<Running> at(StackPorts ports) {
        return all().stream().filter(running -> running.ports().equals(ports)).findFirst();
    }

    /** All that run. */
    public List<Running> all() {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().matches("\\d{1,5}"))
                    .flatMap(file -> running(file).stream())
                    .sorted(java.util.Comparator.comparingInt(
                            running -> running.ports().offset()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void requireFree(StackPorts ports, String verb) {
        for (Running running : all()) {
            List<Integer> shared = ports.sharedWith(running.ports());
            if (!shared.isEmpty()) {
                throw Failure.of(collision(ports, running, shared) + ", or start this one with ./raygate " + verb
                        + " --port-offset " + freeOffset(ports));
            }
        }
        String taken = ports.taken();
        if (!taken.isEmpty()) {
            throw Failure.of("in use: " + taken + "; stop what listens there, or shift all ports: ./raygate " + verb
                    + " --port-offset " + freeOffset(ports));
        }
    }

    private static String collision(StackPorts ports, Running running, List<Integer> shared) {
        int offset = running.ports().offset();
        return offset == ports.offset()
                ? "a stack is already running with --port-offset " + offset + ": pid=" + running.pid()
                        + "; stop it with ./raygate down --port-offset " + offset
                : "--port-offset " + ports.offset() + " would take port " + shared.getFirst()
                        + " of the stack that is running with --port-offset " + offset + ": pid=" + running.pid()
                        + "; stop that one";
    }

    /** An offset with which all ports are free; {@code N} where none of a few is. */
    public String freeOffset(StackPorts refused) {
        List<Running> running = all();
        return CANDIDATES.stream()
                .map(StackPorts::new)
                .filter(ports -> !ports.equals(refused) && ports.taken().isEmpty())
                .filter(ports -> running.stream()
                        .allMatch(other -> ports.sharedWith(other.ports()).isEmpty()))
                .findFirst()
                .map(ports -> Integer.toString(ports.offset()))
                .orElse("N");
    }

    private Registration enter(StackPorts ports) throws IOException {
        FileChannel file = open(directory.resolve(Integer.toString(ports.offset())));
        if (file.tryLock() == null) {
            file.close();
            throw Failure.of("another stack is being started with --port-offset " + ports.offset());
        }
        byte[] pid = Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII);
        file.truncate(0).write(ByteBuffer.wrap(pid));
        return new Registration(file);
    }

    private static Optional<Running> running(Path file) {
        try (FileChannel channel = open(file)) {
            if (isLocked(channel)) {
                int offset = Integer.parseInt(file.getFileName().toString());
                return Optional.of(new Running(
                        new StackPorts(offset),
                        Long.parseLong(Files.readString(file).strip())));
            }
            return Optional.empty();
        } catch (IOException | NumberFormatException _) {
            return Optional.empty();
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try (FileLock lock = channel.tryLock(0, Long.MAX_VALUE, false)) {
            return lock == null;
        } catch (OverlappingFileLockException _) {
            return true; // by this process
        }
    }

    private static FileChannel open(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }
}
