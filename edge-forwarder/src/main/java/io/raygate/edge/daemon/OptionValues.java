// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.daemon;

import io.raygate.edge.daemon.DaemonOption.Outcome;
import java.util.Locale;
import java.util.Map;

/** What each kind of value of the daemon's options means to us. */
final class OptionValues {

    private static final int MAX_PORT_DIGITS = 5;
    private static final int MAX_DIGITS = 7;

    private OptionValues() {}

    static Outcome addresses(String value) {
        return Outcome.Mapped.to("raygate.receive.addresses", value);
    }

    static Outcome proxy(String value) {
        int colon = value.lastIndexOf(':');
        if (colon < 0 || !isNumber(value.substring(colon + 1), MAX_PORT_DIGITS)) {
            return new Outcome.Refused("'" + value + "' is not an address; write host:port, [IPv6]:port or :port");
        }
        String host = value.substring(0, colon).replace("[", "").replace("]", "");
        return new Outcome.Mapped(Map.of(
                "raygate.proxy.host",
                host.isEmpty() ? "0.0.0.0" : host,
                "raygate.proxy.port",
                value.substring(colon + 1)));
    }

    /** 0 is the daemon's default. */
    static Outcome megabytes(String value) {
        if (value.equals("0")) {
            return new Outcome.Empty();
        }
        return isNumber(value)
                ? Outcome.Mapped.to("raygate.spool.max-memory", value + "M")
                : new Outcome.Refused("'" + value + "' is not a number of megabytes");
    }

    static Outcome concurrency(String value) {
        return isNumber(value)
                ? Outcome.Mapped.to("raygate.publish.max-in-flight", value)
                : new Outcome.Refused("'" + value + "' is not a number of calls");
    }

    static Outcome logLevel(String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "dev", "debug" -> Outcome.Mapped.to("raygate.log.level", "DEBUG");
            case "info", "prod" -> Outcome.Mapped.to("raygate.log.level", "INFO");
            case "warn" -> Outcome.Mapped.to("raygate.log.level", "WARN");
            case "error" -> Outcome.Mapped.to("raygate.log.level", "ERROR");
            default ->
                new Outcome.Refused("'" + value + "' is not a level; write dev, debug, info, warn, error or prod");
        };
    }

    static Outcome logFile(String value) {
        return new Outcome.Mapped(Map.of("quarkus.log.file.path", value, "quarkus.log.file.enabled", "true"));
    }

    static Outcome logRotation(String value) {
        return isTrue(value)
                ? new Outcome.Empty()
                : new Outcome.Ignored("log files always rotate; log to the console to leave rotation to others");
    }

    static Outcome localMode(String value) {
        return isTrue(value)
                ? new Outcome.Ignored("instance metadata is used only if nothing else provides credentials")
                : new Outcome.Empty();
    }

    static Outcome noVerifySsl(String value) {
        return isTrue(value)
                ? new Outcome.Refused("certificates are always checked; add your authority to a trust store and "
                        + "name it with JAVA_TOOL_OPTIONS=-Djavax.net.ssl.trustStore=PATH")
                : new Outcome.Empty();
    }

    static Outcome fileVersion(String value) {
        return value.equals("1") || value.equals("2")
                ? new Outcome.Empty()
                : new Outcome.Refused("only versions 1 and 2 of the file are known, not " + value);
    }

    private static boolean isNumber(String value) {
        return !value.startsWith("0") && isNumber(value, MAX_DIGITS);
    }

    /** Without a regular expression, whose classes would be loaded before the sockets are bound. */
    private static boolean isNumber(String value, int maxDigits) {
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) < '0' || value.charAt(i) > '9') {
                return false;
            }
        }
        return !value.isEmpty() && value.length() <= maxDigits;
    }

    /** As Go reads it. */
    private static boolean isTrue(String value) {
        return value.equals("1") || value.equalsIgnoreCase("t") || value.equalsIgnoreCase("true");
    }
}
