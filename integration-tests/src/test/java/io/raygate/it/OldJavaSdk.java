// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;

/**
 * Loads {@link JavaSamplingClient} with the X-Ray SDK for Java 2.18.2 instead of the one on the class path. That release
 * and those before it refuse a whole answer for one member that they do not know.
 */
final class OldJavaSdk extends URLClassLoader {

    private static final Path SDK = Path.of("target/old-sdk");

    OldJavaSdk() throws MalformedURLException {
        super(
                new URL[] {
                    jar("aws-xray-recorder-sdk-core"),
                    jar("aws-java-sdk-xray"),
                    jar("aws-java-sdk-core"),
                    JavaSamplingClient.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                },
                OldJavaSdk.class.getClassLoader());
    }

    private static URL jar(String artifact) throws MalformedURLException {
        return SDK.resolve(artifact + ".jar").toUri().toURL();
    }

    SamplingClient client(String daemonAddress, String service) throws ReflectiveOperationException {
        Constructor<?> constructor =
                loadClass(JavaSamplingClient.class.getName()).getDeclaredConstructor(String.class, String.class);
        return (SamplingClient) constructor.newInstance(daemonAddress, service);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        boolean own = name.startsWith("com.amazonaws.") || name.equals(JavaSamplingClient.class.getName());
        if (!own) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? findClass(name) : loaded;
        }
    }

    @Override
    public void close() {
        try {
            super.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
