// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.lambda;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FunctionPackageTest {

    @TempDir
    Path directory;

    @Test
    void unpack_bootstrap_isExecutable() throws IOException {
        Path zip = FunctionZip.write(directory, "bootstrap", new byte[1]);

        try (FunctionPackage unpacked = FunctionPackage.unpack(zip)) {
            assertThat(unpacked.hasBootstrap()).isTrue();
            assertThat(unpacked.bootstrap()).isExecutable();
        }
    }

    @Test
    void unpack_executable_isTheBootstrap() throws IOException {
        Path program = Files.writeString(directory.resolve("gateway-1-runner"), "#!/bin/sh\n");

        try (FunctionPackage unpacked = FunctionPackage.unpack(program)) {
            assertThat(unpacked.bootstrap()).isExecutable().hasSameTextualContentAs(program);
        }
    }

    @Test
    void unpack_entryOutside_isRefused() throws IOException {
        Path zip = FunctionZip.write(directory, "../evil", new byte[1]);

        assertThatThrownBy(() -> FunctionPackage.unpack(zip)).hasMessageContaining("../evil");
    }

    @Test
    void close_leavesNothing() throws IOException {
        Path zip = FunctionZip.write(directory, "lib/deep/file", new byte[1]);
        FunctionPackage unpacked = FunctionPackage.unpack(zip);
        assertThat(unpacked.taskRoot().resolve("lib/deep/file")).exists();

        unpacked.close();

        assertThat(Files.exists(unpacked.directory())).isFalse();
    }
}
