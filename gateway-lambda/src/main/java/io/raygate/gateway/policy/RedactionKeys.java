// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.policy;

import io.raygate.aws.ParameterStore;
import io.raygate.gateway.redact.HashKey;
import io.raygate.gateway.redact.RedactConfig;
import io.raygate.gateway.redact.Redaction;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;

/** The key of digests, read when a policy first hashes, and kept for the life of the process. */
@Singleton
public class RedactionKeys {

    private final RedactConfig config;
    private final ParameterStore parameters;
    private @Nullable HashKey key;

    RedactionKeys(RedactConfig config, ParameterStore parameters) {
        this.config = config;
        this.parameters = parameters;
    }

    /**
     * The key where the rules need one. One invocation at a time, as Lambda calls a function.
     *
     * @throws NoPolicyException where it cannot be read now
     */
    public Optional<HashKey> forRules(Redaction redaction) {
        if (!redaction.hashes()) {
            return Optional.empty();
        }
        if (key == null) {
            key = parsed(text());
        }
        return Optional.of(key);
    }

    private String text() {
        if (config.hashKey().isPresent()) {
            return config.hashKey().get();
        }
        try {
            return config.hashKeyFile().isPresent()
                    ? Files.readString(config.hashKeyFile().get())
                    : parameter(config.hashKeyParameter().orElseThrow());
        } catch (IOException | SdkException e) {
            throw unreadable(e.getClass().getSimpleName());
        }
    }

    private String parameter(String name) {
        return parameters.value(name).orElseThrow(() -> unreadable(name + " does not exist"));
    }

    private static HashKey parsed(String text) {
        try {
            return new HashKey(text);
        } catch (IllegalArgumentException e) {
            throw unreadable(String.valueOf(e.getMessage()));
        }
    }

    private static NoPolicyException unreadable(String why) {
        return new NoPolicyException(
                NoPolicyException.Lack.HASH_KEY_UNREADABLE, false, "the redaction key cannot be read: " + why);
    }
}
