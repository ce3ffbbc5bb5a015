// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.daemon;

import io.raygate.edge.daemon.DaemonOption.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Collects settings of the daemon, those of lower rank first: its environment variables, its file, its flags. What is
 * said in our own words, in a system property or a {@code RAYGATE_} variable, goes before the daemon's variables and
 * file, and after its flags.
 */
final class DaemonSettings {

    private final Map<String, String> environment;
    private final Map<String, String> settings = new HashMap<>();
    private final List<String> notes = new ArrayList<>();

    DaemonSettings(Map<String, String> environment) {
        this.environment = environment;
    }

    void addEnvironment() {
        for (DaemonVariable variable : DaemonVariable.values()) {
            String value = environment.getOrDefault(variable.name(), "");
            if (!value.isBlank()) {
                add(variable.name(), variable.read(value), false);
            }
        }
    }

    /**
     * Adds what the file says.
     *
     * @param strict whether a key that the daemon does not know is an error, as it is in a file that was asked for
     * @throws IllegalArgumentException naming the file and the key that cannot be taken
     */
    void addFile(DaemonFile file, boolean strict) {
        file.values().forEach((key, value) -> {
            String name = file.path() + ": " + key;
            Outcome outcome = DaemonOption.ofFileKey(key)
                    .map(option -> option.read(value))
                    .orElseGet(() -> unknown(key, strict));
            add(name, outcome, false);
        });
    }

    /**
     * Adds what the flags say.
     *
     * @throws IllegalArgumentException naming the flag that cannot be taken
     */
    void addFlags(DaemonFlags flags) {
        for (DaemonOption option : DaemonOption.values()) {
            Optional<String> value = flags.value(option);
            if (value.isPresent()) {
                add(option.flag(), option.read(value.get()), true);
            }
        }
    }

    DaemonCommand.Run toRun() {
        return new DaemonCommand.Run(settings, notes);
    }

    private static Outcome unknown(String key, boolean strict) {
        // the daemon has these, and always overwrites them with its defaults
        if (!strict || key.regionMatches(true, 0, "ProxyServer.", 0, "ProxyServer.".length())) {
            return new Outcome.Ignored("the X-Ray daemon does not use it either");
        }
        return new Outcome.Refused("there is no such key; remove it");
    }

    /** Not a switch: the first one over types costs ten milliseconds, before the sockets are bound. */
    private void add(String name, Outcome outcome, boolean overridesOurs) {
        if (outcome instanceof Outcome.Mapped mapped) {
            for (Map.Entry<String, String> setting : mapped.settings().entrySet()) {
                if (overridesOurs || !isSet(setting.getKey())) {
                    settings.put(setting.getKey(), setting.getValue());
                }
            }
        } else if (outcome instanceof Outcome.Ignored ignored) {
            notes.add(name + " is ignored: " + ignored.reason());
        } else if (outcome instanceof Outcome.Refused refused) {
            throw new IllegalArgumentException(name + ": " + refused.remedy());
        }
    }

    /** Whether our own words say it: MicroProfile Config writes a key as a variable in this way. */
    private boolean isSet(String key) {
        return System.getProperty(key) != null || environment.containsKey(variable(key));
    }

    private static String variable(String key) {
        StringBuilder variable = new StringBuilder(key.length());
        for (int i = 0; i < key.length(); i++) {
            char character = key.charAt(i);
            variable.append(Character.isLetterOrDigit(character) ? Character.toUpperCase(character) : '_');
        }
        return variable.toString();
    }

    /** Environment variables of the X-Ray daemon which the AWS SDK does not read anyway, and what becomes of them. */
    enum DaemonVariable {
        AWS_HOSTNAME,
        AWS_INSTANCE_ID,
        ECS_ENABLE_CONTAINER_METADATA,
        ECS_CONTAINER_METADATA_FILE,
        XRAY_DAEMON_CPU_PROFILE,
        XRAY_DAEMON_MEMORY_PROFILE;

        Outcome read(String value) {
            return switch (this) {
                case AWS_HOSTNAME -> Outcome.Mapped.to("raygate.node.name", value);
                case AWS_INSTANCE_ID -> Outcome.Mapped.to("raygate.node.instance-id", value);
                case ECS_ENABLE_CONTAINER_METADATA, ECS_CONTAINER_METADATA_FILE ->
                    new Outcome.Ignored("the region is not read from the metadata file of ECS; set AWS_REGION");
                case XRAY_DAEMON_CPU_PROFILE, XRAY_DAEMON_MEMORY_PROFILE ->
                    new Outcome.Ignored(
                            "profiles are Flight Recorder's; set JAVA_TOOL_OPTIONS=-XX:StartFlightRecording");
            };
        }
    }
}
