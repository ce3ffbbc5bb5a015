// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops;

import io.raygate.configuration.Keys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;

/** The keys that the programs declare; of each program, only the class that the compiler made of them is loaded. */
final class ConfigurationKeys {

    static final Keys FORWARDER = load("edge-forwarder", "io.raygate.edge.EdgeConfigurationKeys");

    static final Keys GATEWAY = load("gateway-lambda", "io.raygate.gateway.GatewayConfigurationKeys");

    private ConfigurationKeys() {}

    private static Keys load(String module, String type) {
        Path classes = GitopsTree.ofProject().root().resolve(module + "/target/classes");
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {classes.toUri().toURL()})) {
            return (Keys) loader.loadClass(type).getField("ALL").get(null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("Compile " + module + " first", e);
        }
    }
}
