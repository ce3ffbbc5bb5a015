// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.peers;

import io.raygate.benchmarks.stack.Http;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Stands for the daemon, or for a collector: understands the flags and the configuration with which the bench starts them,
 * listens where these say, and sends each document on by itself to the endpoint that they name.
 */
final class StandIn {

    private static final Pattern ENDPOINT = Pattern.compile("(?m)^ *[Ee]ndpoint: \"?(http[^\"\\s]+)");

    private StandIn() {}

    /** An executable that runs {@link #main}. */
    static Path executable(Path directory, String name) throws IOException {
        Path script = directory.resolve(name);
        Files.writeString(script, """
                #!/bin/sh
                exec '%s' -XX:TieredStopAtLevel=1 -cp '%s' '%s' "$@"
                """.formatted(
                        Path.of(System.getProperty("java.home"), "bin", "java"),
                        System.getProperty("java.class.path"),
                        StandIn.class.getName()));
        return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    }

    public static void main(String[] arguments) throws IOException {
        List<String> flags = Arrays.asList(arguments);
        boolean isCollector = flags.getFirst().startsWith("--config=");
        Path configuration = Path.of(isCollector ? flags.getFirst().substring(9) : after(flags, "-c"));
        String text = Files.readString(configuration);
        for (String variable : List.of(Collector.ADDRESS, Collector.ENDPOINT)) {
            text = text.replace("${env:" + variable + "}", System.getenv().getOrDefault(variable, ""));
        }
        Matcher endpoint = ENDPOINT.matcher(text);
        String address = isCollector ? System.getenv(Collector.ADDRESS) : after(flags, "-b");
        if (!endpoint.find()
                || !isCollector && !(flags.contains("-o") && after(flags, "-t").equals(address))) {
            throw new IllegalArgumentException(flags + "\n" + text);
        }
        int port = Integer.parseInt(address.substring(address.indexOf(':') + 1));
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (ServerSocket _ = new ServerSocket(port, 1, loopback);
                DatagramSocket socket = new DatagramSocket(port, loopback)) {
            forward(socket, endpoint.group(1) + "/TraceSegments");
        }
    }

    private static void forward(DatagramSocket socket, String url) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[65_507], 65_507);
        while (true) {
            socket.receive(packet);
            String datagram = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
            String document = datagram.substring(datagram.indexOf('\n') + 1);
            String body = "{\"TraceSegmentDocuments\":[\""
                    + document.replace("\\", "\\\\").replace("\"", "\\\"") + "\"]}";
            Http.post(url, body).orElseThrow();
        }
    }

    private static String after(List<String> flags, String flag) {
        return flags.get(flags.indexOf(flag) + 1);
    }
}
