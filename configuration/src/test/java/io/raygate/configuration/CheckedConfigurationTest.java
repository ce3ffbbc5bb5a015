// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.configuration;

import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.raygate.configuration.Key.Presence;
import io.raygate.configuration.Rule.Order.Relation;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class CheckedConfigurationTest {

    private static final Keys KEYS = new Keys(
            List.of(
                    required(
                            "raygate.ship.name",
                            Kind.TEXT,
                            null,
                            new Rule.Text("[a-z]+", "the name of a ship: a to z")),
                    required("raygate.ship.crew", Kind.INTEGER, "3", new Rule.Range("1", "500", "")),
                    required(
                            "raygate.ship.ballast",
                            Kind.SIZE,
                            "4M",
                            new Rule.Range("80K", "5M", "since it must float")),
                    required(
                            "raygate.ship.short-watch",
                            Kind.DURATION,
                            "5ms",
                            new Rule.Range("1ms", "", ""),
                            new Rule.Order(Relation.AT_MOST, "raygate.ship.long-watch", "", "")),
                    required("raygate.ship.long-watch", Kind.DURATION, "1s"),
                    required("raygate.ship.afloat", Kind.SWITCH, "false"),
                    required("raygate.ship.speed", Kind.DECIMAL, "0.5", new Rule.Range("0", "1", "")),
                    required("raygate.ship.rig", Kind.TEXT, "sloop", new Rule.OneOf(List.of("sloop", "full-rigged"))),
                    optional("raygate.ship.harbour", Kind.URL),
                    optional("raygate.ship.code", Kind.TEXT, new Rule.Text("[0-9]{4}", "4 digits"), new Rule.Hidden()),
                    optional("raygate.ship.pilot", Kind.TEXT, new Rule.With(List.of("raygate.ship.harbour"))),
                    optional("raygate.ship.anchor", Kind.PATH, new Rule.Without("raygate.ship.pilot")),
                    optional(
                            "raygate.ship.masts",
                            Kind.INTEGER,
                            new Rule.Where("raygate.ship.rig", "full-rigged", "how many there are")),
                    optional("raygate.ship.boats.*.seats", Kind.INTEGER, new Rule.Range("1", "9", ""))),
            Map.of("raygate.ship.hands", "raygate.ship.crew"),
            Map.of("raygate.ship.oars", "since ships have engines"));

    @ConfigMapping(prefix = "raygate.ship")
    interface Ship {

        String name();

        @WithDefault("3")
        int crew();

        @WithDefault("4M")
        MemorySize ballast();

        @WithDefault("5ms")
        Duration shortWatch();

        @WithDefault("1s")
        Duration longWatch();

        @WithDefault("false")
        boolean afloat();

        Map<String, Boat> boats();

        interface Boat {
            int seats();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            crew           | abc         | abc is not a whole number; write 1 to 500
            crew           | 0           | 0 is out of range; write 1 to 500
            crew           | 501         | 501 is out of range; write 1 to 500
            crew           | 99999999999 | 99999999999 is out of range; write 1 to 500
            crew           | 1.5         | 1.5 is not a whole number; write 1 to 500
            crew           | ``          | is empty; write 1 to 500, or leave it out for 3
            name           | ``          | is not set; write the name of a ship: a to z
            name           | R2D2        | R2D2 is not valid; write the name of a ship: a to z
            ballast        | 79K         | 79K is out of range; write 80K to 5M, since it must float
            ballast        | 1 MiB       | 1 MiB is not a size such as 512K or 64M; write 80K to 5M, since it must float
            ballast        | -1          | -1 is not a size such as 512K or 64M; write 80K to 5M, since it must float
            short-watch    | 5 bells     | 5 bells is not a duration such as 250ms, 5s or 2m; write at least 1ms
            short-watch    | 2s          | 2s is more than raygate.ship.long-watch, which is 1s; write at most that
            short-watch    | 0s          | 0s is out of range; write at least 1ms
            long-watch     | -1s         | -1s is out of range; write 0s to 36500d
            afloat         | treu        | treu is not true or false; write true or false
            speed          | 1.01        | 1.01 is out of range; write 0 to 1
            speed          | NaN         | NaN is not a number; write 0 to 1
            rig            | bark        | bark is not known; write sloop or full-rigged
            rig            | FULL_RIGGED |
            harbour        | nowhere     | nowhere is not a URL such as https://example.com:8443; write a URL such as https://example.com:8443
            code           | 12345       | the value (not shown) is not valid; write 4 digits
            pilot          | jim         | jim needs raygate.ship.harbour; set both, or neither
            boats.red.seats| 10          | 10 is out of range; write 1 to 9
            """)
    void build_oneValue_isRefusedWithRemedyOrTaken(String key, String value, String problem) {
        Map<String, String> properties = new HashMap<>(Map.of("raygate.ship.name", "argo"));
        properties.put("raygate.ship." + key, value);
        ThrowingCallable build = () -> build(properties, Map.of());

        if (key.equals("rig") && problem == null) {
            properties.put("raygate.ship.masts", "3");
            assertThat(catchThrowableOfType(WrongConfigurationException.class, build))
                    .isNull();
            return;
        }
        String variable = Key.variable("raygate.ship." + key);
        assertThatThrownBy(build)
                .isInstanceOf(WrongConfigurationException.class)
                .hasMessage("raygate.ship." + key + ": " + problem + " (environment variable " + variable + ")");
    }

    @Test
    void build_severalWrongInSeveralWays_reportsAllAtOnce() {
        Map<String, String> properties = Map.of(
                "raygate.ship.crew", "abc",
                "raygate.ship.ballast", "9M",
                "raygate.ship.short-watch", "1m",
                "raygate.ship.rig", "full-rigged",
                "raygate.ship.anchor", "/a",
                "raygate.ship.pilot", "jim",
                "raygate.ship.harbour", "http://b",
                "raygate.ship.crow", "2");

        WrongConfigurationException wrong =
                catchThrowableOfType(WrongConfigurationException.class, () -> build(properties, Map.of()));

        assertThat(wrong.getStackTrace()).isEmpty();
        assertThat(wrong.lines())
                .containsExactly(
                        "raygate.ship.name: is not set; write the name of a ship: a to z"
                                + " (environment variable RAYGATE_SHIP_NAME)",
                        "raygate.ship.crew: abc is not a whole number; write 1 to 500"
                                + " (environment variable RAYGATE_SHIP_CREW)",
                        "raygate.ship.ballast: 9M is out of range; write 80K to 5M, since it must float"
                                + " (environment variable RAYGATE_SHIP_BALLAST)",
                        "raygate.ship.short-watch: 1m is more than raygate.ship.long-watch, which is 1s; write at most that"
                                + " (environment variable RAYGATE_SHIP_SHORT_WATCH)",
                        "raygate.ship.anchor: /a does not go with raygate.ship.pilot; set only one of them"
                                + " (environment variable RAYGATE_SHIP_ANCHOR)",
                        "raygate.ship.masts: is not set, and raygate.ship.rig is full-rigged; write how many there are"
                                + " (environment variable RAYGATE_SHIP_MASTS)",
                        "raygate.ship.crow: is not a configuration key; write raygate.ship.crew");
    }

    @Test
    void build_wrongInTheEnvironment_isReported() {
        assertThatThrownBy(() -> build(
                        Map.of(),
                        Map.of(
                                "RAYGATE_SHIP_NAME",
                                "argo",
                                "RAYGATE_SHIP_SHORT_WATCH",
                                "0s",
                                "RAYGATE_SHIP_BOATS_RED_SEATS",
                                "0")))
                .hasMessageContaining("raygate.ship.short-watch: 0s is out of range")
                .hasMessageContaining("raygate.ship.boats.red.seats: 0 is out of range");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            raygate.ship.crew         | ${nope}                 | raygate.ship.crew: an expression in it names a key that is not set; set that key, or give the expression a default as in ${name:value}
            raygate.ship.name         | a${nope}                | raygate.ship.name: an expression in it names a key that is not set; set that key, or give the expression a default as in ${name:value}
            smallrye.config.locations | /no/such,file:/no/other | smallrye.config.locations: /no/such does not exist; mount the file, or correct the name (environment variable SMALLRYE_CONFIG_LOCATIONS)
            """)
    void build_whatItRefersToIsMissing_isOneLine(String key, String value, String problem) {
        Map<String, String> properties = new HashMap<>(Map.of("raygate.ship.name", "ark"));
        properties.put(key, value);

        assertThat(catchThrowableOfType(WrongConfigurationException.class, () -> build(properties, Map.of())))
                .hasMessageStartingWith(problem);
    }

    @Test
    void build_valueWithControlCharacters_staysOneLine() {
        assertThatThrownBy(() -> build(Map.of("raygate.ship.name", "a\nb" + "c".repeat(1_000)), Map.of()))
                .message()
                .startsWith("raygate.ship.name: a?bccc")
                .hasSizeLessThan(300)
                .doesNotContain("\n");
    }

    @Test
    void build_formerName_worksWithAWarning() {
        List<String> warnings = new ArrayList<>();
        SmallRyeConfig config = listening(
                warnings,
                () -> build(
                        Map.of("raygate.ship.name", "argo", "raygate.ship.hands", "7"),
                        Map.of("RAYGATE_SHIP_OARS", "9")));

        assertThat(config.getConfigMapping(Ship.class).crew()).isEqualTo(7);
        assertThat(warnings)
                .containsExactly(
                        "raygate.ship.hands: is called raygate.ship.crew now; rename it"
                                + " (environment variable RAYGATE_SHIP_CREW)",
                        "raygate.ship.oars: has no effect any more, since ships have engines; remove it");
    }

    @Test
    void build_formerNameInTheEnvironmentAndBothSet_theNewOneCounts() {
        Map<String, String> environment = Map.of("RAYGATE_SHIP_NAME", "argo", "RAYGATE_SHIP_HANDS", "7");

        assertThat(build(Map.of(), environment).getConfigMapping(Ship.class).crew())
                .isEqualTo(7);
        assertThat(build(Map.of("raygate.ship.crew", "8"), environment)
                        .getConfigMapping(Ship.class)
                        .crew())
                .isEqualTo(8);
    }

    @Test
    void build_formerNameWithAWrongValue_isRefusedUnderTheNewName() {
        assertThatThrownBy(() -> build(Map.of("raygate.ship.name", "argo", "raygate.ship.hands", "0"), Map.of()))
                .hasMessageStartingWith("raygate.ship.crew: 0 is out of range");
    }

    @Test
    void build_unknownVariables_areWarnedOfWhereTheyMeanThisProgram() {
        List<String> warnings = new ArrayList<>();
        listening(
                warnings,
                () -> build(
                        Map.of("raygate.ship.name", "argo", "raygate.elsewhere.key", "1"),
                        Map.of(
                                "RAYGATE_SHIP_CREWS", "4",
                                "RAYGATE_SHPI_BALLAST", "4M",
                                "RAYGATE_SHIP_COLOUR", "red",
                                "RAYGATE_JAVA_HOME", "/jdk",
                                "RAYGATE_SHIP_SERVICE_HOST", "10.0.0.1",
                                "RAYGATE_SHIP_SERVICE_PORT_UDP", "1",
                                "RAYGATE_SHIP_PORT_1_UDP_ADDR", "10.0.0.1")));

        assertThat(warnings)
                .containsExactly(
                        "Environment variable RAYGATE_SHIP_COLOUR: sets no configuration key, and is ignored",
                        "Environment variable RAYGATE_SHIP_CREWS: sets no configuration key, and is ignored;"
                                + " write RAYGATE_SHIP_CREW",
                        "Environment variable RAYGATE_SHPI_BALLAST: sets no configuration key, and is ignored;"
                                + " write RAYGATE_SHIP_BALLAST");
    }

    @Test
    void build_configurationOfTheBuildWithoutTheProgramsMappings_isNotChecked() {
        assertThat(new SmallRyeConfigBuilder()
                        .withCustomizers(new Checked(Map.of()))
                        .withSources(new PropertiesConfigSource(Map.of("raygate.ship.crew", "0"), "test", 100))
                        .build()
                        .getOptionalValue("raygate.ship.crew", String.class))
                .isEqualTo(Optional.of("0"));
    }

    private static SmallRyeConfig build(Map<String, String> properties, Map<String, String> environment) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withConverter(MemorySize.class, 200, new MemorySizeConverter())
                .withConverter(Duration.class, 200, new DurationConverter())
                .withSources(new EnvConfigSource(environment, 300))
                .withSources(new PropertiesConfigSource(properties, "test", 400))
                .withMapping(Ship.class)
                .withCustomizers(new Checked(environment))
                .build();
    }

    /** Runs something, and keeps the warnings of the check. */
    private static SmallRyeConfig listening(List<String> warnings, java.util.function.Supplier<SmallRyeConfig> action) {
        Logger logger = Logger.getLogger(CheckedConfiguration.class.getName());
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord record) {
                warnings.add(record.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        logger.addHandler(handler);
        try {
            return action.get();
        } finally {
            logger.removeHandler(handler);
        }
    }

    private static Key required(String name, Kind kind, String defaultValue, Rule... rules) {
        return new Key(name, kind, Presence.REQUIRED, defaultValue, List.of(rules));
    }

    private static Key optional(String name, Kind kind, Rule... rules) {
        return new Key(name, kind, Presence.OPTIONAL, null, List.of(rules));
    }

    private static final class Checked extends CheckedConfiguration {

        Checked(Map<String, String> environment) {
            super(KEYS, () -> environment);
        }
    }
}
