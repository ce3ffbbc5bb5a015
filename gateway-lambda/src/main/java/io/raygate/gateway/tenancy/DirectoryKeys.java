// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.tenancy;

import io.raygate.gateway.decode.TenantId;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Keys from files, each named as its tenant. Names with a dot in front, as a mounted Secret has them, are passed over. */
record DirectoryKeys(Path directory, int maxTenants) implements KeySource {

    @Override
    public Map<TenantId, String> read() throws IOException {
        Map<TenantId, String> texts = new HashMap<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "[!.]*")) {
            for (Path file : files) {
                if (texts.size() >= maxTenants) {
                    throw new IOException("more than raygate.decode.signing-keys.max-tenants: " + maxTenants);
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
