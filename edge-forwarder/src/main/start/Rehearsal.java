// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Makes the packaged forwarder start fast: {@code java Rehearsal.java DIRECTORY JVM-OPTIONS [JAVA]}, where JAVA is the
 * executable of the JVM that will run the forwarder, by default this one. Sets the main class that binds the sockets first;
 * then runs the forwarder once on free ports, with some segments, spans and requests and without AWS, and writes the classes that
 * it has used into {@code app.aot}. Ends with a status other than 0, and the forwarder's output, where the forwarder does
 * not start and stop as it should.
 */
final class Rehearsal {

    private static final String MAIN_CLASS = "io.raygate.edge.FirstMain";
    private static final String READY = "started in";
    private static final int SEGMENTS = 200;
    private static final long PATIENCE_SECONDS = 180;

    private final Path directory;
    private final Path java;
    private final List<String> output = new ArrayList<>();

    private Rehearsal(Path directory, Path java) {
        this.directory = directory;
        this.java = java;
    }

    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[0]).toAbsolutePath().normalize();
        boolean isLinux = System.getProperty("os.name").startsWith("Linux");
        Files.write(
                directory.resolve("jvm.options"),
                Files.readAllLines(Path.of(arguments[1])).stream()
                        .filter(line -> isLinux || !line.contains("EPoll"))
                        .toList());
        Path java = arguments.length > 2
                ? Path.of(arguments[2])
                : Path.of(System.getProperty("java.home"), "bin", "java");
        Rehearsal rehearsal = new Rehearsal(directory, java);
        rehearsal.setMainClass();
        Path classes = Files.createTempFile("raygate-classes", ".conf");
        try {
            rehearsal.record(classes);
            rehearsal.writeCache(classes);
        } catch (IllegalStateException e) {
            rehearsal.output.forEach(System.err::println);
            throw e;
        } finally {
            Files.deleteIfExists(classes);
        }
    }

    /**
     * Changes nothing but the main class, times of entries included, so that a build can be repeated byte for byte. A jar
     * that has it stays as it is, since the cache is valid for one time of modification.
     */
    private void setMainClass() throws IOException {
        Path jar = directory.resolve("quarkus-run.jar");
        Path changed = directory.resolve("quarkus-run.jar.changed");
        try (JarFile from = new JarFile(jar.toFile())) {
            Manifest manifest = from.getManifest();
            if (MAIN_CLASS.equals(manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, MAIN_CLASS))) {
                return;
            }
            ZipEntry entry = new ZipEntry(JarFile.MANIFEST_NAME);
            entry.setTimeLocal(from.getEntry(JarFile.MANIFEST_NAME).getTimeLocal());
            try (ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(changed))) {
                to.putNextEntry(entry);
                manifest.write(to);
            }
        }
        Files.move(changed, jar, StandardCopyOption.REPLACE_EXISTING);
    }

    private void record(Path classes) throws Exception {
        int port = freePort();
        int otlpPort = freePort();
        int managementPort = freePort();
        Process forwarder = start(
                List.of("-XX:AOTMode=record", "-XX:AOTConfiguration=" + classes, "-Xlog:disable", "-Xlog:all=error:stderr"),
                List.of(
                        "-Draygate.otlp.http.port=" + otlpPort,
                        "-Draygate.otlp.grpc.port=0",
                        "-Draygate.management.port=" + managementPort,
                        "-Draygate.publish.stream=rehearsal",
                        "-Draygate.publish.drain-timeout=1s"),
                List.of("--bind", "127.0.0.1:" + port, "--bind-tcp", "127.0.0.1:" + port));
        try {
            awaitReady(forwarder);
            use(port, managementPort);
            export(otlpPort);
            forwarder.destroy();
            awaitEnd(forwarder, 143);
        } finally {
            forwarder.destroyForcibly();
        }
    }

    /** With classes linked ahead, all of them would be loaded before main begins, and main is what is waited for. */
    private void writeCache(Path classes) throws Exception {
        Process writer = start(
                List.of(
                        "-XX:AOTMode=create",
                        "-XX:-AOTClassLinking",
                        "-XX:AOTConfiguration=" + classes,
                        "-XX:AOTCache=" + directory.resolve("app.aot")),
                List.of(),
                List.of());
        output.clear();
        try (BufferedReader lines = writer.inputReader()) {
            lines.lines().forEach(output::add);
        }
        awaitEnd(writer, 0);
    }

    private Process start(List<String> flags, List<String> settings, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(java.toString());
        command.add("@" + directory.resolve("jvm.options"));
        command.addAll(flags);
        command.addAll(settings);
        command.addAll(List.of("-jar", directory.resolve("quarkus-run.jar").toString()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("RAYGATE_") || name.startsWith("AWS_"));
        builder.environment()
                .putAll(Map.of(
                        "AWS_REGION", "eu-west-1",
                        "AWS_ACCESS_KEY_ID", "rehearsal",
                        "AWS_SECRET_ACCESS_KEY", "rehearsal",
                        "AWS_EC2_METADATA_DISABLED", "true",
                        "AWS_ENDPOINT_URL", "http://127.0.0.1:9"));
        return builder.start();
    }

    private void awaitReady(Process forwarder) throws IOException {
        Thread watch = Thread.ofVirtual().start(() -> {
            try {
                if (!forwarder.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    forwarder.destroyForcibly();
                }
            } catch (InterruptedException _) {
                // it is ready
            }
        });
        BufferedReader lines = forwarder.inputReader();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            output.add(line);
            if (line.contains(READY)) {
                watch.interrupt();
                Thread.ofVirtual().start(() -> drain(lines));
                return;
            }
        }
        throw new IllegalStateException("the forwarder ended before it was ready");
    }

    private void drain(BufferedReader lines) {
        try {
            lines.lines().forEach(output::add);
        } catch (UncheckedIOException _) {
            // the forwarder has ended
        }
    }

    private static void use(int port, int managementPort) throws Exception {
        byte[] segment = """
                {"format":"json","version":1}
                {"name":"rehearsal","id":"70de5b6f19ff9a0a","trace_id":"1-581cf771-a006649127e371903a2de979",\
                "start_time":1478293361.271,"end_time":1478293361.449}""".getBytes(StandardCharsets.UTF_8);
        try (DatagramSocket socket = new DatagramSocket()) {
            InetSocketAddress target = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            for (int i = 0; i < SEGMENTS; i++) {
                socket.send(new DatagramPacket(segment, segment.length, target));
            }
        }
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (String path : List.of("health/ready", "health/live", "metrics")) {
                ask(client, HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + managementPort + "/q/" + path)));
            }
            for (String path : List.of("GetSamplingRules", "SamplingTargets")) {
                ask(
                        client,
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/" + path))
                                .POST(HttpRequest.BodyPublishers.ofString(
                                        path.equals("SamplingTargets")
                                                ? "{\"SamplingStatisticsDocuments\":[]}"
                                                : "{}")));
            }
        }
    }

    /** The same request in both encodings: a span of no more than a name. */
    private static void export(int port) throws Exception {
        byte[] protobuf = {10, 7, 18, 5, 18, 3, 42, 1, 'n'};
        String json = "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"name\":\"n\"}]}]}]}";
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/traces"));
            ask(
                    client,
                    request.copy()
                            .header("content-type", "application/x-protobuf")
                            .POST(HttpRequest.BodyPublishers.ofByteArray(protobuf)));
            ask(
                    client,
                    request.copy()
                            .header("content-type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(json)));
        }
    }

    private static void ask(HttpClient client, HttpRequest.Builder request) throws Exception {
        HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() >= 500) {
            throw new IllegalStateException(response.uri() + " answers " + response.statusCode());
        }
    }

    private static void awaitEnd(Process process, int status) throws InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("the forwarder does not end");
        }
        if (process.exitValue() != status) {
            throw new IllegalStateException("the forwarder ended with status " + process.exitValue());
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
