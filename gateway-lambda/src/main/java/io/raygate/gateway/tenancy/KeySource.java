// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.tenancy;

import io.raygate.aws.ErrorCode;
import io.raygate.aws.ParameterStore;
import io.raygate.gateway.decode.TenantId;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;

/** Where the tenants' keys are kept. */
@FunctionalInterface
interface KeySource {

    /**
     * The text of every tenant's keys.
     *
     * @throws IOException where they cannot be read now
     */
    Map<TenantId, String> read() throws IOException;

    /** Keys from files, each named as its tenant. Names with a dot in front, as a mounted Secret has them, are passed over. */
    record DirectoryKeys(Path directory, int maxTenants) implements KeySource {

        @Override
        public Map<TenantId, String> read() throws IOException {
            Map<TenantId, String> texts = new HashMap<>();
            try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "[!.]*")) {
                for (Path file : files) {
                    if (texts.size() >= maxTenants) {
                        throw tooMany(maxTenants);
                    }
                    if (Files.isRegularFile(file)) {
                        texts.put(new TenantId(file.getFileName().toString()), text(file));
                    }
                }
            }
            return texts;
        }

        /** A file that is no text holds no key, and says so where keys are parsed: the other tenants' keys count. */
        private static String text(Path file) throws IOException {
            try {
                return Files.readString(file);
            } catch (CharacterCodingException _) {
                return "";
            }
        }
    }

    /**
     * Keys from SSM parameters right below a path, each named as its tenant. All are read at once, ten a call: a name that a
     * hostile sender makes up costs no call. Needs {@code ssm:GetParametersByPath} on {@code parameter<path>}.
     *
     * @param path without a slash at its end
     */
    record ParameterKeys(ParameterStore parameters, String path, int maxTenants) implements KeySource {

        @Override
        public Map<TenantId, String> read() throws IOException {
            try {
                Map<TenantId, String> texts = new HashMap<>();
                for (Map.Entry<String, String> parameter : parameters.valuesBelow(path, maxTenants + 1)) {
                    texts.put(new TenantId(parameter.getKey().substring(path.length() + 1)), parameter.getValue());
                }
                if (texts.size() > maxTenants) {
                    throw tooMany(maxTenants);
                }
                return texts;
            } catch (SdkException e) {
                throw new IOException(path + ": " + ErrorCode.of(e), e);
            }
        }
    }

    private static IOException tooMany(int maxTenants) {
        return new IOException("more than raygate.tenancy.signing-keys.max-tenants: " + maxTenants);
    }
}
