// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.tenancy;

import io.raygate.gateway.FakeSsm;
import io.raygate.gateway.decode.TenantId;
import io.raygate.gateway.tenancy.KeySource.DirectoryKeys;
import io.raygate.gateway.tenancy.KeySource.ParameterKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Files, and SSM over HTTP with the AWS SDK's client. */
class KeySourceTest {

    private final FakeSsm ssm = FakeSsm.start();

    @TempDir
    private Path directory;

    @AfterEach
    void stop() {
        ssm.close();
    }

    @Test
    void read_directory_givesEachFileButHiddenOnes() throws IOException {
        Files.writeString(directory.resolve("shop"), "shop's");
        Files.writeString(directory.resolve("bank"), "bank's");
        Files.createDirectory(directory.resolve("..2026_11_22"));
        Files.createDirectory(directory.resolve("more"));

        assertThat(new DirectoryKeys(directory, 2).read())
                .containsOnlyKeys(new TenantId("shop"), new TenantId("bank"))
                .containsEntry(new TenantId("shop"), "shop's");
        assertThatThrownBy(() -> new DirectoryKeys(directory, 1).read()).hasMessageContaining("max-tenants");
    }

    @Test
    void read_fileThatIsNoText_holdsNoKeyAndTheOthersCount() throws IOException {
        Files.write(directory.resolve("shop"), new byte[] {(byte) 0xFF, (byte) 0xFE});
        Files.writeString(directory.resolve("bank"), "bank's");

        assertThat(new DirectoryKeys(directory, 2).read())
                .containsEntry(new TenantId("shop"), "")
                .containsEntry(new TenantId("bank"), "bank's");
    }

    @Test
    void read_noDirectory_cannotBeRead() {
        assertThatThrownBy(() -> new DirectoryKeys(directory.resolve("none"), 2).read())
                .isInstanceOf(IOException.class);
    }

    @Test
    void read_parameters_givesAllPagesDecrypted() throws IOException {
        for (String tenant : new String[] {"a", "b", "c", "d", "e"}) {
            ssm.put("/raygate/prod/signing-keys/" + tenant, tenant + "'s");
        }
        ssm.put("/raygate/prod/tenants/a", "a policy");

        assertThat(parameters(5).read())
                .hasSize(5)
                .containsEntry(new TenantId("a"), "a's")
                .containsEntry(new TenantId("e"), "e's");
        assertThatThrownBy(() -> parameters(4).read()).hasMessageContaining("max-tenants");
    }

    @Test
    void read_noAnswer_cannotBeRead() {
        ssm.close();

        assertThatThrownBy(() -> parameters(5).read()).isInstanceOf(IOException.class);
    }

    private ParameterKeys parameters(int maxTenants) {
        return new ParameterKeys(ssm.parameters(), "/raygate/prod/signing-keys", maxTenants);
    }
}
