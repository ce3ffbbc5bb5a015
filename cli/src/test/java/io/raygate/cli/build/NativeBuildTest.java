// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.build;

import io.raygate.cli.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class NativeBuildTest {

    @TempDir
    private Path directory;

    @Test
    void toolchain_graalVm_isUsed() throws IOException {
        program("bin/native-image");

        assertThat(NativeBuild.toolchain(Map.of("GRAALVM_HOME", directory.toString(), "PATH", "")))
                .containsExactly("-Dnative");
    }

    @Test
    void toolchain_homeWithoutNativeImage_isRefusedByName() {
        assertThatExceptionOfType(Failure.class)
                .isThrownBy(() -> NativeBuild.toolchain(Map.of("GRAALVM_HOME", directory.toString())))
                .withMessage("GRAALVM_HOME=" + directory + " has no bin/native-image: name a GraalVM or Mandrel 25");
    }

    @Test
    void toolchain_containerEngine_runsOne() throws IOException {
        program("podman");

        assertThat(NativeBuild.toolchain(Map.of("PATH", "/nowhere:" + directory)))
                .containsExactly("-Dnative", "-Dquarkus.native.container-build=true");
    }

    @Test
    void toolchain_nothing_isOneLineBeforeAnythingIsBuilt() {
        assertThatExceptionOfType(Failure.class)
                .isThrownBy(() -> NativeBuild.toolchain(Map.of("PATH", directory.toString())))
                .withMessage("there is nothing to build native executables with: set GRAALVM_HOME to a GraalVM or"
                        + " Mandrel 25, or install docker or podman");
    }

    private void program(String name) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.resolveSibling(""));
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    }
}
