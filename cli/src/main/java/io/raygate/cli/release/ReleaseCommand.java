// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.release;

import io.raygate.cli.Failure;
import io.raygate.cli.Home;
import io.raygate.cli.Raygate;
import io.raygate.cli.build.ReleaseVersion;
import io.raygate.cli.build.SourceTree;
import io.raygate.cli.image.ChartLayout;
import io.raygate.cli.image.ImageIndex;
import io.raygate.cli.image.Sources;
import io.raygate.cli.process.Signalled;
import io.raygate.cli.process.Signals;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
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
            "OCI layouts, the Maven plugin and raygate-junit as a repository, the check, the bundle, the",
            "configuration template with the accounts' roles, bills of materials, release.json with the",
            "digest of each artefact, and SHA256SUMS over all of it. With --push the charts and images go",
            "to a registry; ./raygate promote writes their digests into an environment file.",
            "",
            "Nothing of it is there before all of it is, and a version that a registry has stays as it is.",
            ""
        },
        footer = {
            "",
            "An image is for the architecture of the machine that writes it. For one of several, write it",
            "on each, and name the layouts:",
            "  ./raygate image --release 0.2.0 --base base",
            "  ./raygate release 0.2.0 --image edge=amd64/edge --image edge=arm64/edge \\",
            "    --image gateway=arm64/gateway --push registry.example.com/raygate --key cosign.key"
        })
public final class ReleaseCommand implements Callable<Integer> {

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
            description = "charts (and the configuration template), images, programs (the Maven repository, the"
                    + " check, the bundle and bills of materials); all if none is named.")
    private Set<Part> only = EnumSet.noneOf(Part.class);

    @Option(
            names = "--image",
            paramLabel = "NAME=DIR",
            description = "An OCI layout of edge or gateway, as ./raygate image --release writes it; once for each"
                    + " architecture.")
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
        ReleaseVersion wanted = new ReleaseVersion(version);
        Map<String, List<Path>> layouts = layouts();
        Optional<Publication> publication = Optional.ofNullable(push).map(Publication::new);
        Optional<Signer> signer = key == null && !keyless ? Optional.empty() : Optional.of(new Signer(key));
        Path directory = Objects.requireNonNullElseGet(
                        output, () -> home.root().resolve("target/release").resolve(version))
                .toAbsolutePath()
                .normalize();
        Release.requirePlace(directory);
        if (publication.isPresent()) {
            publication.get().require();
        }
        if (signer.isPresent()) {
            signer.get().require();
        }
        Map<String, String> digests = build(wanted, layouts, directory, signer);
        if (publication.isPresent()) {
            publish(directory, digests, publication.get(), signer);
        }
        raygate.console().say("Release " + version + ": " + home.shown(directory));
        return 0;
    }

    private boolean wants(Part part) {
        return only.isEmpty() || only.contains(part);
    }

    /** The layouts of each image, by its name. */
    private Map<String, List<Path>> layouts() {
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

    /** Gives the digests of what goes into a registry. */
    private Map<String, String> build(
            ReleaseVersion wanted, Map<String, List<Path>> layouts, Path directory, Optional<Signer> signer)
            throws IOException {
        try (Signals signals = Signals.hear();
                SourceTree tree = SourceTree.copy(raygate.home(), wanted, uncommitted)) {
            for (List<Path> image : layouts.values()) {
                ImageIndex.requireRelease(image, version, tree.revision());
            }
            Instant time = Sources.of(Home.at(tree.root()), System.getenv()).time();
            try (Release release = Release.begin(directory, version)) {
                build(release, tree, layouts, time, signals);
                Path checksums = release.list(tree.revision());
                if (signer.isPresent()) {
                    signer.get().sign(checksums);
                }
                signals.check();
                release.finish();
                return release.digests();
            } catch (IOException e) {
                throw Failure.of(
                        "the release cannot be written to " + directory + ", which is as it was: " + e.getMessage());
            }
        } catch (Signalled signalled) {
            raygate.console().complain("stopped; " + directory + " is as it was");
            throw signalled;
        }
    }

    private void build(Release release, SourceTree tree, Map<String, List<Path>> layouts, Instant time, Signals signals)
            throws IOException {
        if (wants(Part.CHARTS)) {
            charts(tree, release, time);
            new ConfigurationStart(tree.root()).pack(release, time);
        }
        signals.check();
        if (wants(Part.IMAGES)) {
            images(layouts, release);
        }
        signals.check();
        if (wants(Part.PROGRAMS)) {
            Path log = raygate.home().work().resolve("release-build.log");
            raygate.console()
                    .say("Building " + version + " (log: " + raygate.home().shown(log) + ")");
            new ProgramBuild(raygate.console(), signals, log).run(tree.root(), release, time);
        }
    }

    private void charts(SourceTree tree, Release release, Instant time) throws IOException {
        Path layouts = Release.layout(release.part(), "charts");
        for (Path chart : tree.charts()) {
            ChartLayout written = ChartLayout.write(chart, version, release.part(), layouts, time);
            release.digests().put("charts/" + written.name(), written.digest());
            raygate.console().say("  chart " + written.name() + " " + written.digest());
        }
    }

    private void images(Map<String, List<Path>> layouts, Release release) throws IOException {
        for (Map.Entry<String, List<Path>> image : layouts.entrySet()) {
            String name = Objects.requireNonNull(IMAGES.get(image.getKey()));
            ImageIndex index = ImageIndex.join(image.getValue(), version, Release.layout(release.part(), name));
            release.digests().put(name, index.digest());
            raygate.console().say("  image " + name + " " + index.architectures() + " " + index.digest());
        }
    }

    private void publish(Path release, Map<String, String> digests, Publication publication, Optional<Signer> signer)
            throws IOException {
        for (Map.Entry<String, String> artefact : digests.entrySet()) {
            publication.refuseOther(artefact.getKey(), version, artefact.getValue());
        }
        for (Map.Entry<String, String> artefact : digests.entrySet()) {
            String name = artefact.getKey();
            String reference = publication.byDigest(name, artefact.getValue());
            publication.push(Release.layout(release, name), name, version, artefact.getValue());
            if (signer.isPresent()) {
                signer.get().sign(reference, publication.isLoopback());
            }
            raygate.console().say("  pushed " + reference);
        }
    }
}
