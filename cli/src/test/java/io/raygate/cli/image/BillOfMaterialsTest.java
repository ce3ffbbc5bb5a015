// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.image;

import io.raygate.cli.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BillOfMaterialsTest {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "not JSON",
                "{\"bomFormat\": \"CycloneDX\", \"components\": []}",
                "{\"bomFormat\": \"other\", \"components\": [{}]}"
            })
    void require_fileWithoutComponents_endsTheVerb(String content) throws IOException {
        Path file = Files.writeString(directory.resolve("bom.json"), content);

        assertThatThrownBy(() -> BillOfMaterials.require(file, "edge-forwarder/target/bom.json"))
                .isInstanceOf(Failure.class)
                .hasMessageStartingWith("edge-forwarder/target/bom.json lists no components: ");
    }

    @Test
    void require_noFile_endsTheVerb() {
        Path file = directory.resolve("bom.json");

        assertThatThrownBy(() -> BillOfMaterials.require(file, "edge-forwarder/target/bom.json"))
                .isInstanceOf(Failure.class)
                .hasMessageStartingWith("edge-forwarder/target/bom.json is missing: ");
    }

    @Test
    void require_fileWithComponents_isTaken() throws IOException {
        Path file = Files.writeString(
                directory.resolve("bom.json"), "{\"bomFormat\": \"CycloneDX\", \"components\": [{\"name\": \"a\"}]}");

        assertThatCode(() -> BillOfMaterials.require(file, "bom.json")).doesNotThrowAnyException();
    }
}
