// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.build;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** On this repository's own poms. */
class ModulesTest {

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    private final Modules modules = Modules.read(ROOT);

    @Test
    void sources_forwarder_itsOwnAndItsContracts() {
        assertThat(modules.sources("edge-forwarder"))
                .contains(
                        ROOT.resolve("pom.xml"),
                        ROOT.resolve("edge-forwarder/pom.xml"),
                        ROOT.resolve("edge-forwarder/src/main"),
                        ROOT.resolve("schemas/pom.xml"),
                        ROOT.resolve("schemas/block-codec/src/main"))
                .noneMatch(path -> path.startsWith(ROOT.resolve("gateway-lambda"))
                        || path.startsWith(ROOT.resolve("schemas/segment-schema")));
    }

    @Test
    void sources_gateway_whateverItLinks() {
        assertThat(modules.sources("gateway-lambda"))
                .contains(ROOT.resolve("schemas/segment-schema/src/main"), ROOT.resolve("schemas/block-codec/src/main"))
                .anyMatch(path -> path.startsWith(ROOT) && path.toString().contains("aws"));
    }
}
