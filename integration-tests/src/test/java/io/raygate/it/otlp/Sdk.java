// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.it.otlp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * OpenTelemetry SDKs, fetched once into {@code target/otlp-sdks}. Where the language is missing, or its registry cannot be
 * reached, the test is skipped.
 */
public enum Sdk {
    JAVA {
        @Override
        public ExportRun start(Export export) {
            return JavaExporter.start(export);
        }
    },

    PYTHON {
        @Override
        public ExportRun start(Export export) {
            Path venv = directory("python");
            Path python = venv.resolve("bin/python");
            if (!Files.exists(venv.resolve("complete"))) {
                install(venv, "python3", "-m", "venv", venv.toString());
                install(
                        venv,
                        python.toString(),
                        "-m",
                        "pip",
                        "install",
                        "-q",
                        "--disable-pip-version-check",
                        "opentelemetry-sdk==1.44.0",
                        "opentelemetry-exporter-otlp-proto-grpc==1.44.0",
                        "opentelemetry-exporter-otlp-proto-http==1.44.0");
                // its exporter alone, not the instrumentation of a hundred libraries
                install(
                        venv,
                        python.toString(),
                        "-m",
                        "pip",
                        "install",
                        "-q",
                        "--disable-pip-version-check",
                        "--no-deps",
                        "aws-opentelemetry-distro==0.21.0");
                complete(venv);
            }
            return run(venv, export, python.toString(), script(venv, "exporter.py"));
        }
    },

    NODE {
        @Override
        public ExportRun start(Export export) {
            Path packages = directory("node");
            npm(
                    packages,
                    "@opentelemetry/api@1.9.1",
                    "@opentelemetry/sdk-trace-node@2.12.1",
                    "@opentelemetry/sdk-trace-base@2.12.1",
                    "@opentelemetry/resources@2.12.1",
                    "@opentelemetry/exporter-trace-otlp-grpc@0.223.1",
                    "@opentelemetry/exporter-trace-otlp-http@0.223.1",
                    "@opentelemetry/exporter-trace-otlp-proto@0.223.1");
            return run(packages, export, "node", script(packages, "exporter.cjs"));
        }
    },

    /** AWS's exporter for datagrams, and the SDK that it was built for. */
    NODE_UDP {
        @Override
        public ExportRun start(Export export) {
            Path packages = directory("node-udp");
            npm(
                    packages,
                    "@opentelemetry/api@1.9.0",
                    "@opentelemetry/sdk-trace-node@1.30.1",
                    "@opentelemetry/sdk-trace-base@1.30.1",
                    "@opentelemetry/resources@1.30.1",
                    "@aws/aws-distro-opentelemetry-exporter-xray-udp@0.0.2");
            return run(packages, export, "node", script(packages, "exporter.cjs"));
        }
    },

    GO {
        @Override
        public ExportRun start(Export export) {
            Path sources = directory("go");
            Path program = sources.resolve("exporter");
            for (String file : List.of("main.go", "go.mod", "go.sum")) {
                script(sources, "go/" + file);
            }
            install(sources, "go", "build", "-o", program.toString(), ".");
            return run(sources, export, program.toString());
        }
    };

    private static final Duration INSTALL_PATIENCE = Duration.ofMinutes(5);

    /** Begins at once. */
    public abstract ExportRun start(Export export);

    private static void npm(Path packages, String... names) {
        if (Files.exists(packages.resolve("complete"))) {
            return;
        }
        List<String> command =
                new ArrayList<>(List.of("npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"));
        command.addAll(List.of(names));
        install(packages, command.toArray(String[]::new));
        complete(packages);
    }

    private static Path directory(String name) {
        try {
            return Files.createDirectories(Path.of("target/otlp-sdks", name).toAbsolutePath());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void complete(Path directory) {
        try {
            Files.writeString(directory.resolve("complete"), "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String script(Path directory, String name) {
        Path script = directory.resolve(Path.of(name).getFileName());
        try (var in = Sdk.class.getResourceAsStream("/otlp/" + name)) {
            Files.copy(in, script, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return script.toString();
    }

    private static ExportRun run(Path directory, Export export, String... program) {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(List.of(
                export.transport(),
                export.endpoint(),
                export.compression(),
                "" + export.traces(),
                "" + export.pauseMillis(),
                export.service()));
        return ProcessRun.start(directory, command);
    }

    private static void install(Path directory, String... command) {
        assumeTrue(succeeds(directory, command), () -> "needs " + String.join(" ", command) + "; see " + directory);
    }

    private static boolean succeeds(Path directory, String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("install.log").toFile())
                    .start();
            boolean ended = process.waitFor(INSTALL_PATIENCE.toSeconds(), TimeUnit.SECONDS);
            process.destroyForcibly();
            return ended && process.exitValue() == 0;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
