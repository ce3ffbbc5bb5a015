// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

import static org.awaitility.Awaitility.await;

/**
 * A network segment of this machine alone, which the nodes of a test are attached to: a bridge with addresses of
 * 198.18.0.0/15, which RFC 2544 reserves for tests, so that no real network is meant. It goes with its process.
 *
 * @param block third number of its addresses
 */
public record Segment(int block, Path scripts, ChildProcess bridge) implements Part {

    private static final int BLOCKS = 256;

    /** Makes one beside those of other tests. */
    static Segment start(Path scripts, Path directory) throws IOException, InterruptedException {
        int block = freeBlock();
        ChildProcess bridge = ChildProcess.start(
                List.of("bash", scripts.resolve("segment.sh").toString(), name(block), address(block, 1)),
                Map.of(),
                directory.resolve("segment.log"));
        Segment segment = new Segment(block, scripts, bridge);
        await("bridge, see " + directory)
                .atMost(Duration.ofSeconds(10))
                .until(() -> NetworkInterface.getByInetAddress(InetAddress.getByName(segment.address())) != null);
        if (!bridge.isAlive()) {
            throw new IllegalStateException("another test has the bridge " + name(block) + "; run this one again");
        }
        return segment;
    }

    private static int freeBlock() throws IOException {
        int block = ThreadLocalRandom.current().nextInt(BLOCKS);
        while (NetworkInterface.getByName(name(block)) != null) {
            block = (block + 1) % BLOCKS;
        }
        return block;
    }

    private static String name(int block) {
        return "raygate" + block;
    }

    private static String address(int block, int host) {
        return "198.18." + block + "." + host;
    }

    String name() {
        return name(block);
    }

    /** Of this machine, where control planes listen. */
    public String address() {
        return address(block, 1);
    }

    String node(int number) {
        return address(block, 10 + number);
    }

    String pods(int node) {
        return "198.19." + block + "." + 64 * node + "/26";
    }

    /** Of both nodes. */
    String pods() {
        return "198.19." + block + ".0/25";
    }

    String services() {
        return "198.19." + block + ".128/25";
    }

    @Override
    public void close() {
        bridge.close();
    }
}
