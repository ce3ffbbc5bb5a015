// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.receive;

import io.smallrye.config.DotEnvConfigSourceProvider;
import io.smallrye.config.PropertiesConfigSourceLoader;
import io.smallrye.config.PropertiesLocationConfigSourceFactory;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.source.yaml.YamlConfigSourceLoader;
import io.smallrye.config.source.yaml.YamlLocationConfigSourceFactory;
import java.util.List;
import java.util.NoSuchElementException;

/** Reads keys as Quarkus will read them, from the sources outside of the jar. */
final class EarlyKeysByLibrary {

    private static final String PROPERTIES = "config/application.properties";

    /** As Quarkus ranks it: below {@code .env} and {@code config/application.yaml}. */
    private static final int PROPERTIES_ORDINAL = 260;

    private final SmallRyeConfig config;

    private EarlyKeysByLibrary(SmallRyeConfig config) {
        this.config = config;
    }

    /** The library logs, and what logs first decides who writes the log of this process: it must be the one of Quarkus. */
    static EarlyKeysByLibrary load() {
        System.setProperty("java.util.logging.manager", "org.jboss.logmanager.LogManager");
        return new EarlyKeysByLibrary(new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addSystemSources()
                .withSources(new DotEnvConfigSourceProvider())
                .withSources(PropertiesConfigSourceLoader.inFileSystem(
                        PROPERTIES, PROPERTIES_ORDINAL, EarlyKeysByLibrary.class.getClassLoader()))
                .withSources(new YamlConfigSourceLoader.InFileSystem())
                // The files that smallrye.config.locations names, as the chart does.
                .withSources(new PropertiesLocationConfigSourceFactory(), new YamlLocationConfigSourceFactory())
                .withProfile(profile())
                .build());
    }

    /** @throws IllegalArgumentException where the value is empty or refers to one that does not exist */
    String value(String key, String byDefault) {
        try {
            return config.getOptionalValue(key, String.class).orElse(byDefault);
        } catch (NoSuchElementException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** The same for a list. */
    List<String> values(String key, String byDefault) {
        try {
            return config.getOptionalValues(key, String.class).orElse(List.of(byDefault));
        } catch (NoSuchElementException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static String profile() {
        String property = System.getProperty("quarkus.profile");
        return property != null ? property : System.getenv().getOrDefault("QUARKUS_PROFILE", "prod");
    }
}
