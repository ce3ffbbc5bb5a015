// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where Raygate is: a tree of sources, in which Maven builds, or an unpacked bundle, in which everything is built.
 *
 * @param root an absolute path
 * @param bundle whether {@code root} is a bundle
 */
public record Home(Path root, boolean bundle) {

    /** A program that {@code up} starts, or a package that a program of it runs. */
    public enum Artefact {
        /** The AWS side. */
        LOCAL_STACK("local-stack", "local-stack/target/quarkus-app/quarkus-run.jar", "local-stack/quarkus-run.jar"),
        /** What stands for Lambda's managed Java runtime: a directory of jars. */
        RUNTIME_CLIENT("local-stack", "local-stack/target/runtime-interface-client", "runtime-interface-client"),
        /** The gateway as it is uploaded to Lambda. */
        FUNCTION("gateway-lambda", "gateway-lambda/target/function.zip", "function.zip"),
        /** The edge forwarder. */
        FORWARDER(
                "edge-forwarder",
                "edge-forwarder/target/quarkus-app/quarkus-run.jar",
                "edge-forwarder/quarkus-run.jar"),
        /** The demo shop. */
        DEMO_SHOP("demo-shop", "demo-shop/target/demo-shop.jar", "demo-shop/demo-shop.jar");

        private final String module;
        private final String inSources;
        private final String inBundle;

        Artefact(String module, String inSources, String inBundle) {
            this.module = module;
            this.inSources = inSources;
            this.inBundle = inBundle;
        }

        /** The Maven module that makes it. */
        public String module() {
            return module;
        }
    }

    /** Tells the one from the other by the presence of sources. */
    public static Home at(Path root) {
        Path absolute = root.toAbsolutePath().normalize();
        return new Home(absolute, !Files.exists(absolute.resolve("pom.xml")));
    }

    /** Where {@code artefact} is, or will be once it is built. */
    public Path artefact(Artefact artefact) {
        return root.resolve(bundle ? "lib/" + artefact.inBundle : artefact.inSources);
    }

    /** The native executable that {@code ./raygate native} has made of this artefact's module, where there is one. */
    public Optional<Path> executable(Artefact artefact) {
        Path target = root.resolve(artefact.module).resolve("target");
        if (!Files.isDirectory(target)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(target)) {
            return files.filter(file -> file.toString().endsWith("-runner"))
                    .filter(Files::isExecutable)
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file or directory of the demo shop's. */
    public Path demo(String name) {
        return root.resolve("demo-shop").resolve(name);
    }

    /** Where this machine's state is kept: logs, locks, stamps of builds. */
    public Path work() {
        return root.resolve(".raygate");
    }

    /** Logs of the stack with this offset. */
    public Path logs(int portOffset) {
        return work().resolve("logs").resolve(Integer.toString(portOffset));
    }

    /** Where stacks that run are entered. */
    public Path stacks() {
        return work().resolve("stacks");
    }

    /** As short as it can be said: relative to {@link #root} where it lies within. */
    public String shown(Path path) {
        return path.startsWith(root) ? root.relativize(path).toString() : path.toString();
    }

    /** Refuses {@code verb} where there are no sources. */
    public void requireSources(String verb) {
        if (bundle) {
            throw Failure.of(verb + " needs Raygate's sources, and " + root + " is a bundle: run it in a clone");
        }
    }

    /** The JVM that runs this process, with which all others are started. */
    public static Path java() {
        return javaHome().resolve("bin").resolve("java");
    }

    /** Home of that JVM. */
    public static Path javaHome() {
        return Path.of(System.getProperty("java.home"));
    }

    /** Of this build; empty where it runs from classes. */
    static Optional<String> version() {
        return Optional.ofNullable(Home.class.getPackage().getImplementationVersion());
    }
}
