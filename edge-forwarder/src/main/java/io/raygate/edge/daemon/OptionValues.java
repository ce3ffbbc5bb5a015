// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.daemon;

import io.raygate.edge.daemon.DaemonOption.Effect;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** What each kind of value of the daemon's options means to us. */
final class OptionValues {

    private OptionValues() {}

    static Function<String, Effect> to(String key) {
        return value -> Effect.Mapped.to(key, value);
    }

    static Effect addresses(String value) {
        return Effect.Mapped.to("raygate.receive.addresses", value);
    }

    static Effect proxy(String value) {
        int colon = value.lastIndexOf(':');
        if (colon < 0 || !value.substring(colon + 1).matches("[0-9]{1,5}")) {
            return new Effect.Refused("'" + value + "' is not an address; write host:port, [IPv6]:port or :port");
        }
        String host = value.substring(0, colon).replaceAll("[\\[\\]]", "");
        return new Effect.Mapped(Map.of(
                "raygate.proxy.host",
                host.isEmpty() ? "0.0.0.0" : host,
                "raygate.proxy.port",
                value.substring(colon + 1)));
    }

    /** 0 is the daemon's default. */
    static Effect megabytes(String value) {
        if (value.equals("0")) {
            return new Effect.Empty();
        }
        return isNumber(value)
                ? Effect.Mapped.to("raygate.spool.max-memory", value + "M")
                : new Effect.Refused("'" + value + "' is not a number of megabytes");
    }

    static Effect concurrency(String value) {
        return isNumber(value)
                ? Effect.Mapped.to("raygate.publish.max-in-flight", value)
                : new Effect.Refused("'" + value + "' is not a number of calls");
    }

    static Effect logLevel(String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "dev", "debug" -> Effect.Mapped.to("raygate.log.level", "DEBUG");
            case "info", "prod" -> Effect.Mapped.to("raygate.log.level", "INFO");
            case "warn" -> Effect.Mapped.to("raygate.log.level", "WARN");
            case "error" -> Effect.Mapped.to("raygate.log.level", "ERROR");
            default ->
                new Effect.Refused("'" + value + "' is not a level; write dev, debug, info, warn, error or prod");
        };
    }

    static Effect logFile(String value) {
        return new Effect.Mapped(Map.of("quarkus.log.file.path", value, "quarkus.log.file.enabled", "true"));
    }

    static Effect logRotation(String value) {
        return isTrue(value)
                ? new Effect.Empty()
                : new Effect.Ignored("log files always rotate; log to the console to leave rotation to others");
    }

    static Effect localMode(String value) {
        return isTrue(value)
                ? new Effect.Ignored("instance metadata is used only if nothing else provides credentials")
                : new Effect.Empty();
    }

    static Effect noVerifySsl(String value) {
        return isTrue(value)
                ? new Effect.Refused("certificates are always checked; add your authority to a trust store and "
                        + "name it with JAVA_TOOL_OPTIONS=-Djavax.net.ssl.trustStore=PATH")
                : new Effect.Empty();
    }

    static Effect fileVersion(String value) {
        return value.equals("1") || value.equals("2")
                ? new Effect.Empty()
                : new Effect.Refused("only versions 1 and 2 of the file are known, not " + value);
    }

    private static boolean isNumber(String value) {
        return value.matches("[1-9][0-9]{0,6}");
    }

    /** As Go reads it. */
    private static boolean isTrue(String value) {
        return value.equals("1") || value.equalsIgnoreCase("t") || value.equalsIgnoreCase("true");
    }
}
