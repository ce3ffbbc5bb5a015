// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.daemon;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Every option of the X-Ray daemon, version 3.6.6, and what becomes of it. Names in the file are those of its {@code
 * cfg.yaml}, in any case, as its YAML reader takes them; an option without flags exists in the file only.
 */
enum DaemonOption {
    BIND("b", "bind", "Socket.UDPAddress", "HOST:PORT", "raygate.receive.addresses", OptionValues::addresses),
    BIND_TCP("t", "bind-tcp", "Socket.TCPAddress", "HOST:PORT", "raygate.proxy.host and port", OptionValues::proxy),
    REGION("n", "region", "Region", "NAME", "raygate.aws.region", OptionValues.to("raygate.aws.region")),
    ROLE_ARN("r", "role-arn", "RoleARN", "ARN", "raygate.aws.role-arn", OptionValues.to("raygate.aws.role-arn")),
    PROXY_ADDRESS(
            "p", "proxy-address", "ProxyAddress", "URL", "raygate.aws.proxy", OptionValues.to("raygate.aws.proxy")),
    BUFFER_MEMORY("m", "buffer-memory", "TotalBufferSizeMB", "MB", "raygate.spool.max-memory", OptionValues::megabytes),
    CONCURRENCY("", "", "Concurrency", "N", "raygate.publish.max-in-flight", OptionValues::concurrency),
    LOG_LEVEL("l", "log-level", "Logging.LogLevel", "LEVEL", "raygate.log.level", OptionValues::logLevel),
    LOG_FILE("f", "log-file", "Logging.LogPath", "PATH", "quarkus.log.file.path", OptionValues::logFile),
    LOG_ROTATION("", "", "Logging.LogRotation", "BOOL", "ignored: log files always rotate", OptionValues::logRotation),
    RESOURCE_ARN(
            "a",
            "resource-arn",
            "ResourceARN",
            "ARN",
            "ignored: no telemetry records are sent",
            _ -> new Outcome.Ignored(
                    "no telemetry records are sent to X-Ray; /q/metrics has the forwarder's own metrics")),
    LOCAL_MODE("o", "local-mode", "LocalMode", "", "ignored: metadata is used last anyway", OptionValues::localMode),
    ENDPOINT(
            "",
            "",
            "Endpoint",
            "URL",
            "refused: set AWS_ENDPOINT_URL_KINESIS",
            _ -> new Outcome.Refused("segments go to Kinesis, not to an X-Ray endpoint; set AWS_ENDPOINT_URL_KINESIS")),
    NO_VERIFY_SSL("", "", "NoVerifySSL", "BOOL", "refused: name a trust store", OptionValues::noVerifySsl),
    FILE_VERSION("", "", "Version", "N", "version of the file: 1 or 2", OptionValues::fileVersion),
    CONFIG("c", "config", "", "PATH", "the daemon's file to read", _ -> new Outcome.Empty()),
    HELP("h", "help", "", "", "this text", _ -> new Outcome.Empty()),
    VERSION("v", "version", "", "", "version of the forwarder", _ -> new Outcome.Empty());

    private final String shortFlag;
    private final String longFlag;
    private final String fileKey;
    private final String placeholder;
    private final String help;

    @SuppressWarnings("ImmutableEnumChecker") // the functions hold no state
    private final Function<String, Outcome> outcome;

    DaemonOption(
            String shortFlag,
            String longFlag,
            String fileKey,
            String placeholder,
            String help,
            Function<String, Outcome> outcome) {
        this.shortFlag = shortFlag;
        this.longFlag = longFlag;
        this.fileKey = fileKey;
        this.placeholder = placeholder;
        this.help = help;
        this.outcome = outcome;
    }

    /** The option with this flag, long or short, without its dashes. */
    static Optional<DaemonOption> ofFlag(String flag) {
        return Arrays.stream(values())
                .filter(option -> !option.longFlag.isEmpty())
                .filter(option -> flag.equals(option.shortFlag) || flag.equals(option.longFlag))
                .findFirst();
    }

    /** The option with this path in the file, written {@code Socket.UDPAddress}. */
    static Optional<DaemonOption> ofFileKey(String path) {
        return Arrays.stream(values())
                .filter(option -> !option.fileKey.isEmpty() && option.fileKey.equalsIgnoreCase(path))
                .findFirst();
    }

    /** The flag in its long spelling. */
    String flag() {
        return "--" + longFlag;
    }

    /** True for a flag that may stand alone. */
    boolean isSwitch() {
        return placeholder.isEmpty();
    }

    Outcome read(String value) {
        return value.isBlank() ? new Outcome.Empty() : outcome.apply(value.strip());
    }

    /** One line of the help text. */
    String describe() {
        String flags = longFlag.isEmpty() ? "    (file) " + fileKey : "-" + shortFlag + ", --" + longFlag;
        return String.format(Locale.ROOT, "  %-34s %s", flags + (placeholder.isEmpty() ? "" : " " + placeholder), help);
    }

    /** What becomes of one setting of the daemon. */
    sealed interface Outcome {

        /** It maps to these keys of Raygate. */
        record Mapped(Map<String, String> settings) implements Outcome {

            public Mapped {
                settings = Map.copyOf(settings);
            }

            static Mapped to(String key, String value) {
                return new Mapped(Map.of(key, value));
            }
        }

        /** The forwarder runs without it, and says why in one sentence. */
        record Ignored(String reason) implements Outcome {}

        /** The forwarder does not run with it, and says in one sentence what replaces it. */
        record Refused(String remedy) implements Outcome {}

        /** It says nothing. */
        record Empty() implements Outcome {}
    }
}
