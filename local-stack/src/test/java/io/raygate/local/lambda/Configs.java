// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.lambda;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;

/** Configurations as the stack reads them, some settings given. */
final class Configs {

    private Configs() {}

    static FunctionConfig function(String... keysAndValues) {
        return read("raygate.local.function.", FunctionConfig.class, keysAndValues);
    }

    static EventSourceMappingConfig mapping(String... keysAndValues) {
        return read("raygate.local.event-source-mapping.", EventSourceMappingConfig.class, keysAndValues);
    }

    static RedriveConfig redrive(String... keysAndValues) {
        return read("raygate.local.redrive.", RedriveConfig.class, keysAndValues);
    }

    private static <T> T read(String prefix, Class<T> type, String... keysAndValues) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            values.put(prefix + keysAndValues[i], keysAndValues[i + 1]);
        }
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(type)
                .withDefaultValues(values)
                .build()
                .getConfigMapping(type);
    }
}
