// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.observe;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/**
 * What this executable was built from.
 *
 * @param revision commit, abbreviated; {@code unknown} where it was built outside a repository
 */
public record BuildInfo(String version, String revision) {

    /** Reads what the build wrote beside this class. */
    public static BuildInfo read() {
        Properties properties = new Properties();
        try (InputStream file = Objects.requireNonNull(BuildInfo.class.getResourceAsStream("build.properties"))) {
            properties.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new BuildInfo(properties.getProperty("version"), properties.getProperty("revision"));
    }

    /** One line for a person. */
    public String describe() {
        return "raygate edge-forwarder %s (%s), Java %s".formatted(version, revision, Runtime.version());
    }
}
