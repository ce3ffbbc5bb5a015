// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Datagrams that nobody should send, without end and the same in each run: real ones mutated, random bytes of any size,
 * each size in turn, headers that abuse JSON, and noise behind a good header.
 */
final class HostileDatagrams {

    private static final Path CORPUS = Path.of("../../shared/corpus/datagrams");
    private static final int MUTATIONS = 8;
    private static final int NESTING = 5_000;

    private final Random random = new Random(20_261_122);
    private final List<byte[]> seeds = seeds();
    private final List<byte[]> headers = headers();
    private int nextSize;

    byte[] next() {
        int dice = random.nextInt(100);
        if (dice < 55) {
            return mutated();
        }
        if (dice < 65) {
            return noise(randomSize());
        }
        if (dice < 75) {
            return noise(nextSize++ % (Datagrams.MAX_BYTES + 1));
        }
        if (dice < 90) {
            return cut(joined(headers.get(random.nextInt(headers.size())), noise(random.nextInt(64))));
        }
        return cut(joined(Datagrams.HEADER.getBytes(UTF_8), noise(randomSize())));
    }

    private byte[] mutated() {
        byte[] datagram = seeds.get(random.nextInt(seeds.size())).clone();
        for (int i = random.nextInt(MUTATIONS); i >= 0 && datagram.length > 0; i--) {
            datagram = mutated(datagram);
        }
        return cut(datagram);
    }

    private byte[] mutated(byte[] datagram) {
        int at = random.nextInt(datagram.length);
        return switch (random.nextInt(5)) {
            case 0 -> Arrays.copyOf(datagram, at);
            case 1 -> Arrays.copyOfRange(datagram, at, datagram.length);
            case 2 -> joined(datagram, seeds.get(random.nextInt(seeds.size())));
            default -> {
                datagram[at] = (byte) random.nextInt();
                yield datagram;
            }
        };
    }

    /** As likely tiny as huge. */
    private int randomSize() {
        return (int) Math.min(Datagrams.MAX_BYTES, Math.expm1(random.nextDouble() * Math.log(Datagrams.MAX_BYTES + 2)));
    }

    private byte[] noise(int bytes) {
        byte[] noise = new byte[bytes];
        random.nextBytes(noise);
        return noise;
    }

    private static byte[] cut(byte[] datagram) {
        return datagram.length <= Datagrams.MAX_BYTES ? datagram : Arrays.copyOf(datagram, Datagrams.MAX_BYTES);
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static List<byte[]> seeds() {
        List<byte[]> seeds = new ArrayList<>();
        for (int size : new int[] {600, 1_000, 5_000, Datagrams.MAX_BYTES - Datagrams.HEADER.length()}) {
            seeds.add(Datagrams.framed(TestDocument.ofSize(size).body()));
        }
        if (Files.isDirectory(CORPUS)) {
            try (Stream<Path> files = Files.list(CORPUS)) {
                for (Path file : files.sorted()
                        .filter(path -> path.toString().endsWith(".bin"))
                        .toList()) {
                    seeds.add(Files.readAllBytes(file));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return seeds;
    }

    private static List<byte[]> headers() {
        return Stream.of(
                        "{\"format\":\"json\",\"version\":1,\"x\":" + "[".repeat(NESTING) + "]".repeat(NESTING) + "}\n",
                        "{\"format\":\"json\",\"version\":" + "1".repeat(60_000) + "}\n",
                        "{\"format\":\"json\",\"version\":1e999999999}\n",
                        "{\"format\":\"" + "j".repeat(50_000) + "\",\"version\":1}\n",
                        "{" + "\"version\":1,".repeat(5_000) + "\"format\":\"json\"}\n",
                        " ".repeat(30_000) + Datagrams.HEADER,
                        "{\"format\":\"json\",\"version\":1}\u0000\n",
                        "{\"format\":\"js\\u006fn\",\"version\":1}\n",
                        "\ufeff" + Datagrams.HEADER,
                        "{\"" + "k".repeat(40_000) + "\":1}\n",
                        "\n\n\n\n",
                        "\r\n{}")
                .map(header -> header.getBytes(UTF_8))
                .toList();
    }
}
