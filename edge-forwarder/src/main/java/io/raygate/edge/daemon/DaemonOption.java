// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.daemon;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Every option of the X-Ray daemon, version 3.6.6, and what becomes of it. Names in the file are those of its {@code
 * cfg.yaml}, in any case, as its YAML reader takes them; an option without flags exists in the file only.
 */
enum DaemonOption {
    BIND("b", "bind", "Socket.UDPAddress", "HOST:PORT", "raygate.receive.addresses"),
    BIND_TCP("t", "bind-tcp", "Socket.TCPAddress", "HOST:PORT", "raygate.proxy.host and port"),
    REGION("n", "region", "Region", "NAME", "raygate.aws.region"),
    ROLE_ARN("r", "role-arn", "RoleARN", "ARN", "raygate.aws.role-arn"),
    PROXY_ADDRESS("p", "proxy-address", "ProxyAddress", "URL", "raygate.aws.proxy"),
    BUFFER_MEMORY("m", "buffer-memory", "TotalBufferSizeMB", "MB", "raygate.spool.max-memory"),
    CONCURRENCY("", "", "Concurrency", "N", "raygate.publish.max-in-flight"),
    LOG_LEVEL("l", "log-level", "Logging.LogLevel", "LEVEL", "raygate.log.level"),
    LOG_FILE("f", "log-file", "Logging.LogPath", "PATH", "quarkus.log.file.path"),
    LOG_ROTATION("", "", "Logging.LogRotation", "BOOL", "ignored: log files always rotate"),
    RESOURCE_ARN("a", "resource-arn", "ResourceARN", "ARN", "ignored: no telemetry records are sent"),
    LOCAL_MODE("o", "local-mode", "LocalMode", "", "ignored: metadata is used last anyway"),
    ENDPOINT("", "", "Endpoint", "URL", "refused: set AWS_ENDPOINT_URL_KINESIS"),
    NO_VERIFY_SSL("", "", "NoVerifySSL", "BOOL", "refused: name a trust store"),
    FILE_VERSION("", "", "Version", "N", "version of the file: 1 or 2"),
    CONFIG("c", "config", "", "PATH", "the daemon's file to read"),
    HELP("h", "help", "", "", "this text"),
    VERSION("v", "version", "", "", "version of the forwarder");

    private final String shortFlag;
    private final String longFlag;
    private final String fileKey;
    private final String placeholder;
    private final String help;

    DaemonOption(String shortFlag, String longFlag, String fileKey, String placeholder, String help) {
        this.shortFlag = shortFlag;
        this.longFlag = longFlag;
        this.fileKey = fileKey;
        this.placeholder = placeholder;
        this.help = help;
    }

    /** The option with this flag, long or short, without its dashes. */
    static Optional<DaemonOption> ofFlag(String flag) {
        for (DaemonOption option : values()) {
            boolean isFlag = !option.longFlag.isEmpty();
            if (isFlag && (flag.equals(option.shortFlag) || flag.equals(option.longFlag))) {
                return Optional.of(option);
            }
        }
        return Optional.empty();
    }

    /** The option with this path in the file, written {@code Socket.UDPAddress}. */
    static Optional<DaemonOption> ofFileKey(String path) {
        for (DaemonOption option : values()) {
            if (!option.fileKey.isEmpty() && option.fileKey.equalsIgnoreCase(path)) {
                return Optional.of(option);
            }
        }
        return Optional.empty();
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
        return value.isBlank() ? new Outcome.Empty() : outcome(value.strip());
    }

    private Outcome outcome(String value) {
        return switch (this) {
            case BIND -> OptionValues.addresses(value);
            case BIND_TCP -> OptionValues.proxy(value);
            case REGION -> Outcome.Mapped.to("raygate.aws.region", value);
            case ROLE_ARN -> Outcome.Mapped.to("raygate.aws.role-arn", value);
            case PROXY_ADDRESS -> Outcome.Mapped.to("raygate.aws.proxy", value);
            case BUFFER_MEMORY -> OptionValues.megabytes(value);
            case CONCURRENCY -> OptionValues.concurrency(value);
            case LOG_LEVEL -> OptionValues.logLevel(value);
            case LOG_FILE -> OptionValues.logFile(value);
            case LOG_ROTATION -> OptionValues.logRotation(value);
            case RESOURCE_ARN ->
                new Outcome.Ignored(
                        "no telemetry records are sent to X-Ray; /q/metrics has the forwarder's own metrics");
            case LOCAL_MODE -> OptionValues.localMode(value);
            case ENDPOINT ->
                new Outcome.Refused("segments go to Kinesis, not to an X-Ray endpoint; set AWS_ENDPOINT_URL_KINESIS");
            case NO_VERIFY_SSL -> OptionValues.noVerifySsl(value);
            case FILE_VERSION -> OptionValues.fileVersion(value);
            case CONFIG, HELP, VERSION -> new Outcome.Empty();
        };
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
