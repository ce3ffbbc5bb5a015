// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.receive;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What is read before the configuration library is what the library reads. */
class EarlyKeysTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                          | ''",
                "raygate.receive.addresses=127.0.0.1:3000    | ''",
                "raygate.receive.addresses=:1,[::1]:2        | ''",
                "raygate.receive.addresses=:1,,:2,           | ''",
                "''                                          | RAYGATE_RECEIVE_ADDRESSES=0.0.0.0:2000",
                "raygate.receive.addresses=:1                | RAYGATE_RECEIVE_ADDRESSES=:2",
                "''                                          | RAYGATE_RECEIVE_SOCKETS_PER_ADDRESS=4",
                "raygate.receive.socket-buffer=212992        | ''",
                "raygate.receive.socket-buffer=208k          | ''",
                "''                                          | RAYGATE_RECEIVE_SOCKET_BUFFER=1G",
                "raygate.receive.start-memory=16M            | RAYGATE_RECEIVE_NAP=1ms",
            })
    void read_usualSpellings_isWhatTheLibraryReads(String property, String variable) {
        Properties properties = new Properties();
        properties.putAll(pair(property));

        assertThat(EarlyKeys.read(properties, pair(variable), directory))
                .isEqualTo(byLibrary(pair(property), pair(variable)));
    }

    @ParameterizedTest
    @CsvSource({
        "addresses,nonsense",
        "addresses,1.2.3.4:99999",
        "sockets-per-address,65",
        "socket-buffer,4G",
        "socket-buffer,9999999999G"
    })
    void read_valueThatCannotBe_isRefusedSoThatNothingIsBound(String key, String value) {
        Properties properties = new Properties();
        properties.put("raygate.receive." + key, value);

        assertThatThrownBy(() -> EarlyKeys.read(properties, Map.of(), directory))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void read_expression_isLeftToTheLibrary() {
        assertThat(addressesWith("raygate.receive.addresses", "${raygate.test.host:127.0.0.1}:3001"))
                .containsExactly(new ListenAddress("127.0.0.1", 3001));
    }

    /** As the chart has it: all keys are variables, and SMALLRYE_CONFIG_LOCATIONS names the mounted file. */
    @Test
    void read_allKeysAsVariables_looksAtNoFile() throws IOException {
        Files.createDirectory(directory.resolve("config"));
        Files.writeString(directory.resolve("config/application.properties"), "raygate.receive.addresses=nonsense");
        Map<String, String> environment = Map.of(
                "SMALLRYE_CONFIG_LOCATIONS", "/there/is/none.yaml",
                "RAYGATE_RECEIVE_ADDRESSES", ":2000",
                "RAYGATE_RECEIVE_SOCKETS_PER_ADDRESS", "2",
                "RAYGATE_RECEIVE_SOCKET_BUFFER", "1M",
                "RAYGATE_RECEIVE_START_MEMORY", "2M");

        assertThat(EarlyKeys.read(new Properties(), environment, directory))
                .isEqualTo(EarlyKeys.of(List.of(":2000"), 2, 1 << 20, 2 << 20));
    }

    @ParameterizedTest
    @CsvSource({
        "application.yaml, 'raygate: {receive: {addresses: \"127.0.0.1:3002\"}}'",
        "application.properties, 'raygate.receive.addresses=127.0.0.1:3002'"
    })
    void read_fileOfANamedLocation_isRead(String name, String content) throws IOException {
        Path file = Files.writeString(directory.resolve(name), content);

        assertThat(addressesWith("smallrye.config.locations", file.toString()))
                .containsExactly(new ListenAddress("127.0.0.1", 3002));
    }

    private List<ListenAddress> addressesWith(String property, String value) {
        String before = System.getProperty(property, "");
        System.setProperty(property, value);
        try {
            return EarlyKeys.read(System.getProperties(), Map.of(), directory)
                    .listening()
                    .addresses();
        } finally {
            if (before.isEmpty()) {
                System.clearProperty(property);
            } else {
                System.setProperty(property, before);
            }
        }
    }

    private static EarlyKeys byLibrary(Map<String, String> properties, Map<String, String> environment) {
        ReceiveConfig config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .withSources(
                        new PropertiesConfigSource(properties, "properties", 400),
                        new EnvConfigSource(environment, 300))
                .withMapping(ReceiveConfig.class)
                .build()
                .getConfigMapping(ReceiveConfig.class);
        return new EarlyKeys(Listening.of(config), config.startMemory().asLongValue());
    }

    private static Map<String, String> pair(String text) {
        int equals = text.indexOf('=');
        return equals < 0 ? Map.of() : Map.of(text.substring(0, equals), text.substring(equals + 1));
    }
}
