// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.image;

import io.raygate.cli.Failure;
import io.raygate.cli.Home;
import io.raygate.cli.Home.Artefact;
import io.raygate.cli.Raygate;
import io.raygate.cli.build.Build;
import io.raygate.cli.build.Maven;
import io.raygate.cli.build.NativeBuild;
import io.raygate.cli.build.ReleaseVersion;
import io.raygate.cli.build.SourceTree;
import io.raygate.cli.process.Signals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code image}: container images as OCI layouts. */
@Command(
        name = "image",
        description = {
            "Write container images as OCI layouts, without a container engine.",
            "",
            "The forwarder and the gateway are native where ./raygate native built an executable; otherwise",
            "they run on the part of this JDK that they need. The images have no shell, run as user 10001",
            "with a read-only root, and are the same byte for byte each time, but for the layer with the",
            "cache of the program's classes. They are for this machine's architecture.",
            ""
        },
        footer = {
            "",
            "A base, and what to do with the result:",
            "  skopeo copy docker://gcr.io/distroless/cc-debian12@sha256:DIGEST oci:base",
            "  ./raygate image --base base",
            "  skopeo copy oci:target/images/edge docker://REGISTRY/raygate-edge:VERSION"
        })
public final class ImageCommand implements Callable<Integer> {

    private static final double MEGABYTE = 1_000_000;

    @ParentCommand
    private Raygate raygate;

    /** What there are images of. */
    enum Program {
        EDGE,
        GATEWAY;

        private List<Artefact> artefacts() {
            return switch (this) {
                case EDGE -> List.of(Artefact.FORWARDER);
                case GATEWAY -> List.of(Artefact.FUNCTION, Artefact.RUNTIME_CLIENT);
            };
        }

        private String module() {
            return artefacts().getFirst().module();
        }

        private String directory() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Parameters(paramLabel = "PROGRAM", arity = "0..2", description = "edge, gateway; both if none is named.")
    private List<Program> programs = List.of();

    @Option(
            names = "--base",
            paramLabel = "DIR",
            required = true,
            description = "An OCI layout, or a directory with the files of a root file system: the C library,"
                    + " certificates, time zones.")
    private Path base;

    @Option(names = "--base-name", paramLabel = "REF", description = "Where the base comes from, for the label.")
    private @Nullable String baseName;

    @Option(
            names = "--output",
            paramLabel = "DIR",
            description = "Where the layouts go (default target/images); those of before are replaced.")
    private @Nullable Path output;

    @Option(names = "--jvm", description = "On a JVM even where a native executable was built.")
    private boolean jvm;

    @Option(names = "--no-build", description = "Take what is built, whatever its age.")
    private boolean noBuild;

    @Option(names = "--native", description = "Build native executables first, as ./raygate native does.")
    private boolean natively;

    @Option(
            names = "--release",
            paramLabel = "VERSION",
            description = "Write the images of a release: of the newest commit, built anew at this version.")
    private @Nullable String release;

    @Option(names = "--uncommitted", description = "With --release, of the files as they are. For trials.")
    private boolean uncommitted;

    /** For picocli. */
    @SuppressWarnings("NullAway.Init")
    public ImageCommand() {}

    @Override
    public Integer call() throws IOException {
        Home home = raygate.home();
        home.requireSources("image");
        refuseContradictions();
        if (release == null) {
            write(home, Sources.of(home, System.getenv()));
            return 0;
        }
        try (SourceTree tree = SourceTree.copy(home, new ReleaseVersion(release), uncommitted)) {
            Home copy = Home.at(tree.root());
            write(copy, Sources.of(copy, System.getenv()).of(tree.revision()));
        }
        return 0;
    }

    private void refuseContradictions() {
        if (jvm && natively) {
            throw Failure.misused("--jvm and --native contradict each other: leave one out");
        }
        if (release == null && uncommitted) {
            throw Failure.misused("--uncommitted says what --release takes: add --release VERSION, or leave it out");
        }
        if (release != null && noBuild) {
            throw Failure.misused("--release builds all anew, and --no-build nothing: leave one out");
        }
    }

    private void write(Home home, Sources sources) throws IOException {
        List<Program> wanted = programs.isEmpty() ? Arrays.asList(Program.values()) : programs;
        if (natively) {
            new NativeBuild(home, raygate.console())
                    .run(wanted.stream().map(Program::module).toList());
        }
        update(home, wanted);
        for (Program program : wanted) {
            // Another run of this verb has its own; where this one fails its logs stay.
            Path work = Files.createTempDirectory(Files.createDirectories(home.work()), "image-");
            Images images = new Images(home, work, sources.time());
            write(program, program == Program.EDGE ? images.edge(jvm) : images.gateway(jvm), sources);
            SourceTree.delete(work);
        }
    }

    private void update(Home home, List<Program> wanted) {
        List<Artefact> artefacts =
                wanted.stream().flatMap(program -> program.artefacts().stream()).toList();
        try (Signals signals = Signals.hear()) {
            Build build = new Build(new Maven(home, raygate.console(), signals));
            if (!noBuild) {
                build.update(home.work().resolve("image-build.log"), artefacts);
            }
            build.require(artefacts);
        }
    }

    private void write(Program program, ProgramImage image, Sources sources) throws IOException {
        Home home = raygate.home();
        Path directory = Optional.ofNullable(output)
                .orElse(home.root().resolve("target/images"))
                .resolve(program.directory());
        if (Files.exists(directory) && !Files.exists(directory.resolve("oci-layout"))) {
            throw Failure.misused(
                    "--output: " + directory + " is not an OCI layout and is not overwritten; name another");
        }
        SourceTree.delete(directory);
        ProgramImage.Written written = image.write(directory, base, Optional.ofNullable(baseName), sources);
        raygate.console()
                .say("%s: %.1f MB in %d layers, %s, %s"
                        .formatted(
                                home.shown(directory),
                                written.compressedBytes() / MEGABYTE,
                                written.layers(),
                                ProgramImage.architecture(),
                                written.manifest().digest()));
    }
}
