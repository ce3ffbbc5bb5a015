// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.node;

import io.raygate.block.Origin;
import io.raygate.block.SigningKeys;
import io.raygate.edge.reload.MountedFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Signs origins for a stream that several tenants share; without a tenant they stay as they are. The key is read once: a
 * new one counts from the next start. Thread-safe.
 */
final class OriginSigner {

    /** Of a file of keys: some hundred bytes each. */
    private static final int MAX_FILE_BYTES = 1024 * 1024;

    private final NodeConfig config;
    private @Nullable SigningKeys keys;

    OriginSigner(NodeConfig config) {
        this.config = config;
    }

    /**
     * The origin with the tenant's claim, where there is one.
     *
     * @throws IllegalArgumentException naming the configuration key that is wrong, and nothing of the signing key
     */
    synchronized Origin sign(Origin origin) {
        Optional<String> tenant = config.tenant();
        Optional<Path> file = config.signingKeyFile();
        if (tenant.isEmpty() || file.isEmpty()) {
            return origin;
        }
        SigningKeys present = keys;
        if (present == null) {
            present = read(file.get());
            keys = present;
        }
        return present.sign(origin, tenant.get());
    }

    private static SigningKeys read(Path file) {
        try {
            return SigningKeys.parse(new String(MountedFile.content(file, MAX_FILE_BYTES), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "raygate.node.signing-key-file: " + file + ": " + MountedFile.sentence(e), e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("raygate.node.signing-key-file: " + file + ": " + e.getMessage(), e);
        }
    }
}
