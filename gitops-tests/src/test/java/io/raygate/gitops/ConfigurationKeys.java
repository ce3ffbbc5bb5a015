// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops;

import io.raygate.configuration.Keys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Map;

/** The keys that the programs declare; of each program, only the class that the compiler made of them is loaded. */
final class ConfigurationKeys {

    static final Keys FORWARDER = load("edge-forwarder", "io.raygate.edge.EdgeConfigurationKeys");

    static final Keys GATEWAY = load("gateway-lambda", "io.raygate.gateway.GatewayConfigurationKeys");

    private ConfigurationKeys() {}

    /** What the forwarder says of keys of a shared cluster that do not fit each other, by key; {@code values} are by key, too. */
    @SuppressWarnings("unchecked")
    static Map<String, String> problemsOfTenants(Map<String, String> values) {
        return call("edge-forwarder", "io.raygate.edge.tenant.TenantRules", rules ->
                (Map<String, String>) rules.getMethod("problems", Map.class).invoke(null, values));
    }

    /** A read of a class that is loaded. */
    private interface Read<T> {
        T of(Class<?> type) throws ReflectiveOperationException;
    }

    private static Keys load(String module, String type) {
        return call(module, type, keys -> (Keys) keys.getField("ALL").get(null));
    }

    private static <T> T call(String module, String type, Read<T> read) {
        Path classes = GitopsTree.ofProject().root().resolve(module + "/target/classes");
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {classes.toUri().toURL()})) {
            return read.of(loader.loadClass(type));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("Compile " + module + " first", e);
        }
    }
}
