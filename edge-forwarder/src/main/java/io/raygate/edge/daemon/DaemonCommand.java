// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.daemon;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the process was asked to do, in the words of the X-Ray daemon. */
public sealed interface DaemonCommand {

    /** Where the daemon looks for its file when it is not given one. */
    List<Path> FILES = List.of(Path.of("/etc/amazon/xray/cfg.yaml"), Path.of("cfg.yaml"));

    /**
     * Forward segments.
     *
     * @param settings our keys and their values, to be set as system properties
     * @param notes a sentence for each setting that is ignored
     */
    record Run(Map<String, String> settings, List<String> notes) implements DaemonCommand {

        public Run {
            settings = Map.copyOf(settings);
            notes = List.copyOf(notes);
        }
    }

    /** Say what options there are. */
    record Help(String text) implements DaemonCommand {}

    /** Say which version this is. */
    record Version() implements DaemonCommand {}

    /** It cannot be done; the sentence says why and what to write instead. */
    record Misused(String sentence) implements DaemonCommand {}

    /**
     * Reads arguments, file and environment.
     *
     * @param files where to look for a file when the arguments name none; the first that exists is read
     */
    static DaemonCommand read(List<String> arguments, Map<String, String> environment, List<Path> files) {
        try {
            DaemonFlags flags = DaemonFlags.parse(arguments);
            if (flags.has(DaemonOption.HELP)) {
                return new Help(help());
            }
            if (flags.has(DaemonOption.VERSION)) {
                return new Version();
            }
            return run(flags, environment, files);
        } catch (IllegalArgumentException e) {
            return new Misused(String.valueOf(e.getMessage()));
        }
    }

    private static Run run(DaemonFlags flags, Map<String, String> environment, List<Path> files) {
        DaemonSettings settings = new DaemonSettings(environment);
        Optional<String> file = flags.value(DaemonOption.CONFIG);
        settings.addEnvironment();
        Optional<DaemonFile> found = DaemonFile.find(file, files);
        if (found.isPresent()) {
            settings.addFile(found.get(), file.isPresent());
        }
        settings.addFlags(flags);
        return settings.toRun();
    }

    private static String help() {
        return Arrays.stream(DaemonOption.values())
                .map(DaemonOption::describe)
                .collect(Collectors.joining("\n", """
                        Forwards X-Ray segments to Kinesis. Takes the options and the cfg.yaml of the X-Ray daemon;
                        each line says which key of Raygate an option stands for. docs/configuration.md has all keys,
                        given as RAYGATE_PUBLISH_STREAM=... or -Draygate.publish.stream=...
                        With --explain first, it tries a policy file on documents instead: --explain --help.

                        """, ""));
    }
}
