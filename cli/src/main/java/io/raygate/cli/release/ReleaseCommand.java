// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.release;

import io.raygate.cli.Failure;
import io.raygate.cli.Home;
import io.raygate.cli.Raygate;
import io.raygate.cli.image.ChartLayout;
import io.raygate.cli.image.ImageIndex;
import io.raygate.cli.image.Sources;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code release}: everything that is published, of one commit at one version. */
@Command(
        name = "release",
        description = {
            "Build, sign and publish a release of the newest commit.",
            "",
            "Writes into target/release/VERSION: the charts as packages and as OCI layouts, the images as",
            "OCI layouts, the Maven plugin and libraries as a staged repository, the bundle, bills of",
            "materials, release.json with the digest of each artefact, and SHA256SUMS over all of it.",
            "With --push the charts and images go to a registry; ./raygate promote writes their digests",
            "into an environment file.",
            ""
        },
        footer = {
            "",
            "An image is for the architecture of the machine that writes it. For one of several, write it",
            "on each with ./raygate image, and name the layouts:",
            "  ./raygate release 0.2.0 --image edge=amd64/edge --image edge=arm64/edge \\",
            "    --image gateway=arm64/gateway --push registry.example.com/raygate --key cosign.key"
        })
public final class ReleaseCommand implements Callable<Integer> {

    private static final String VERSION = "(?:0|[1-9][0-9]*)(?:\\.(?:0|[1-9][0-9]*)){2}(?:-[0-9A-Za-z.-]+)?";

    /** Names in a registry, by those of {@code ./raygate image}. */
    private static final Map<String, String> IMAGES = Map.of("edge", "edge-forwarder", "gateway", "gateway-lambda");

    @ParentCommand
    private Raygate raygate;

    /** What a release is made of. */
    enum Part {
        CHARTS,
        IMAGES,
        PROGRAMS
    }

    @Parameters(paramLabel = "VERSION", description = "A semantic version: that of pom.xml without -SNAPSHOT.")
    private String version;

    @Option(
            names = "--only",
            paramLabel = "PART",
            split = ",",
            description = "charts, images, programs (the Maven repository, the bundle and its bills of materials);"
                    + " all if none is named.")
    private Set<Part> only = EnumSet.noneOf(Part.class);

    @Option(
            names = "--image",
            paramLabel = "NAME=DIR",
            description = "An OCI layout of edge or gateway, as ./raygate image writes it; once for each architecture.")
    private List<String> images = new ArrayList<>();

    @Option(names = "--output", paramLabel = "DIR", description = "Where it goes (default target/release/VERSION).")
    private @Nullable Path output;

    @Option(names = "--uncommitted", description = "Release the files as they are, committed or not. For trials.")
    private boolean uncommitted;

    @Option(
            names = "--push",
            paramLabel = "REGISTRY",
            description = "Push charts and images to a registry with a namespace, with skopeo and its credentials.")
    private @Nullable String push;

    @Option(names = "--key", paramLabel = "FILE", description = "Sign with this key of cosign (COSIGN_PASSWORD).")
    private @Nullable Path key;

    @Option(names = "--keyless", description = "Sign by the identity of a hosted build.")
    private boolean keyless;

    /** For picocli. */
    @SuppressWarnings("NullAway.Init")
    public ReleaseCommand() {}

    @Override
    public Integer call() throws IOException {
        Home home = raygate.home();
        home.requireSources("release");
        Map<String, List<Path>> layouts = check();
        Optional<Publication> publication = Optional.ofNullable(push).map(Publication::new);
        Optional<Signer> signer = key == null && !keyless ? Optional.empty() : Optional.of(new Signer(key));
        Path directory = Objects.requireNonNullElseGet(
                output, () -> home.root().resolve("target/release").resolve(version));
        Sources sources = Sources.of(home, System.getenv());
        SourceTree tree = SourceTree.copy(home, home.work().resolve("release"), version, uncommitted);
        Release release = Release.create(directory.toAbsolutePath(), version);
        if (wants(Part.CHARTS)) {
            charts(tree, release, sources);
        }
        if (wants(Part.IMAGES)) {
            images(layouts, release);
        }
        if (wants(Part.PROGRAMS)) {
            new ProgramBuild(raygate).run(tree, release);
        }
        Path checksums = release.finish(sources.revision().orElse(""));
        if (signer.isPresent()) {
            signer.get().sign(checksums);
        }
        if (publication.isPresent()) {
            publish(release, publication.get(), signer);
        }
        raygate.console().say("Release " + version + ": " + home.shown(directory));
        return 0;
    }

    private boolean wants(Part part) {
        return only.isEmpty() || only.contains(part);
    }

    /** The layouts of each image, by its name; everything that can be refused is refused here. */
    private Map<String, List<Path>> check() {
        if (!version.matches(VERSION)) {
            throw Failure.misused("VERSION " + version + " is not a semantic version such as 0.2.0 or 0.2.0-rc.1");
        }
        if (key != null && keyless) {
            throw Failure.misused("--key and --keyless contradict each other: leave one out");
        }
        Map<String, List<Path>> layouts = new TreeMap<>();
        for (String image : images) {
            String[] parts = image.split("=", 2);
            if (parts.length < 2 || !IMAGES.containsKey(parts[0])) {
                throw Failure.misused("--image " + image + ": write edge=DIR or gateway=DIR");
            }
            layouts.computeIfAbsent(parts[0], _ -> new ArrayList<>()).add(Path.of(parts[1]));
        }
        if (wants(Part.IMAGES) && layouts.size() < IMAGES.size()) {
            throw Failure.misused("a release has images of edge and gateway: name both with --image,"
                    + " or leave them out with --only charts,programs");
        }
        return layouts;
    }

    private void charts(SourceTree tree, Release release, Sources sources) throws IOException {
        for (Path chart : tree.charts()) {
            ChartLayout written = ChartLayout.write(
                    chart, version, release.charts(), release.layouts().resolve("charts"), sources.time());
            release.digests().put("charts/" + written.name(), written.digest());
            raygate.console().say("  chart " + written.name() + " " + written.digest());
        }
    }

    private void images(Map<String, List<Path>> layouts, Release release) throws IOException {
        for (Map.Entry<String, List<Path>> image : layouts.entrySet()) {
            String name = Objects.requireNonNull(IMAGES.get(image.getKey()));
            ImageIndex index =
                    ImageIndex.join(image.getValue(), version, release.layouts().resolve(name));
            release.digests().put(name, index.digest());
            raygate.console().say("  image " + name + " " + index.architectures() + " " + index.digest());
        }
    }

    private void publish(Release release, Publication publication, Optional<Signer> signer) throws IOException {
        for (Map.Entry<String, String> artefact : release.digests().entrySet()) {
            String name = artefact.getKey();
            String reference = publication.byDigest(name, artefact.getValue());
            publication.push(release.layouts().resolve(name), name, version, artefact.getValue());
            if (signer.isPresent()) {
                signer.get().sign(reference, publication.isLoopback());
            }
            raygate.console().say("  pushed " + reference);
        }
    }
}
