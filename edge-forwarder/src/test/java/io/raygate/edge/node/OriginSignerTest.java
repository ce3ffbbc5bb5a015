// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.node;

import io.raygate.block.Origin;
import io.raygate.block.SigningKeys;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class OriginSignerTest {

    private static final String KEYS = "1 " + "a".repeat(32) + "\n2 " + "b".repeat(32) + "\n";
    private static final Origin ORIGIN = new Origin("shop-prod", "", "", "", "", "", "", 7);

    @TempDir
    private Path directory;

    @Test
    void sign_noTenant_leavesTheOriginAsItIs() {
        assertThat(signer(Map.of()).sign(ORIGIN)).isSameAs(ORIGIN);
    }

    @Test
    void sign_tenantAndKeys_signsWithTheNewest() throws IOException {
        Path file = Files.writeString(directory.resolve("keys"), KEYS);
        OriginSigner signer =
                signer(Map.of("raygate.node.tenant", "shop", "raygate.node.signing-key-file", file.toString()));

        Origin signed = signer.sign(ORIGIN);
        Files.delete(file);

        assertThat(signed.claim().tenant()).isEqualTo("shop");
        assertThat(signed.claim().keyVersion()).isEqualTo(2);
        assertThat(SigningKeys.parse(KEYS).verifies(signed)).isTrue();
        assertThat(signer.sign(ORIGIN)).isEqualTo(signed);
    }

    @Test
    void sign_fileThatCannotBeUsed_namesTheKeyOfConfigurationAndNotTheOther() throws IOException {
        Path file = Files.writeString(directory.resolve("keys"), "1 secret");

        assertWrong(
                Map.of("raygate.node.tenant", "shop", "raygate.node.signing-key-file", file.toString()),
                "raygate.node.signing-key-file: " + file + ": line 1 is not a signing key");
        assertWrong(
                Map.of("raygate.node.tenant", "shop", "raygate.node.signing-key-file", directory + "/none"),
                "/none: it does not exist; mount it, or name another file");
    }

    private static void assertWrong(Map<String, String> values, String message) {
        assertThatThrownBy(() -> signer(values).sign(ORIGIN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message)
                .message()
                .doesNotContain("secret");
    }

    private static OriginSigner signer(Map<String, String> values) {
        NodeConfig config = new SmallRyeConfigBuilder()
                .withMapping(NodeConfig.class)
                .withDefaultValues(values)
                .build()
                .getConfigMapping(NodeConfig.class);
        return new OriginSigner(config);
    }
}
