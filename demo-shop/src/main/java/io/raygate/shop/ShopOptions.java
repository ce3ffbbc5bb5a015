// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.shop;

import com.amazonaws.xray.config.DaemonConfiguration;
import java.util.Map;

/**
 * How the shop was called.
 *
 * @param daemonAddress     {@code host:port}, or {@code tcp:host:port udp:host:port} as the SDKs read it
 * @param requestsPerSecond of the customers, above 0
 * @param help              only say how to call
 */
record ShopOptions(String daemonAddress, double requestsPerSecond, boolean help) {

    static final String DEFAULT_DAEMON_ADDRESS = "127.0.0.1:2000";

    static final String USAGE = """
            Usage: java -jar demo-shop.jar [--rate N] [--daemon-address HOST:PORT]

            A small shop: four services that call one another over HTTP and fail now and
            then. Three are traced with the X-Ray SDK for Java, and inventory with the
            OpenTelemetry SDK, which sends to OTEL_EXPORTER_OTLP_ENDPOINT (default
            http://localhost:4318). Runs until it is stopped.

              --rate N                    requests per second (default 2)
              --daemon-address HOST:PORT  where the X-Ray daemon, or what stands in for it,
                                          listens for UDP and TCP (default: environment
                                          variable AWS_XRAY_DAEMON_ADDRESS, or 127.0.0.1:2000)
              --help                      this text
            """;

    private static final double MAX_REQUESTS_PER_SECOND = 1_000;

    ShopOptions {
        if (!(requestsPerSecond > 0 && requestsPerSecond <= MAX_REQUESTS_PER_SECOND)) {
            throw new IllegalArgumentException("--rate must be above 0 and at most 1000, but is " + requestsPerSecond);
        }
        if (!readable(daemonAddress)) {
            throw new IllegalArgumentException("The daemon address must be HOST:PORT, but is '" + daemonAddress + "'");
        }
    }

    /**
     * Reads arguments and environment.
     *
     * @throws IllegalArgumentException with one sentence for the person who called
     */
    static ShopOptions parse(String[] args, Map<String, String> environment) {
        String fromEnvironment =
                environment.getOrDefault(DaemonConfiguration.DAEMON_ADDRESS_ENVIRONMENT_VARIABLE_KEY, "");
        String daemonAddress = fromEnvironment.isBlank() ? DEFAULT_DAEMON_ADDRESS : fromEnvironment;
        double rate = 2;
        boolean help = false;
        for (int i = 0; i < args.length; i++) {
            switch (args[i]) {
                case "--help", "-h" -> help = true;
                case "--rate" -> rate = number(valueOf(args, i++));
                case "--daemon-address" -> daemonAddress = agreed(valueOf(args, i++), fromEnvironment);
                default -> throw new IllegalArgumentException("Unknown argument '" + args[i] + "'; see --help");
            }
        }
        return new ShopOptions(daemonAddress, rate, help);
    }

    /** The SDK prefers the environment variable to any setting, so the two must not differ. */
    private static String agreed(String argument, String fromEnvironment) {
        if (!fromEnvironment.isBlank() && !fromEnvironment.equals(argument)) {
            throw new IllegalArgumentException("AWS_XRAY_DAEMON_ADDRESS=" + fromEnvironment
                    + " is set, and the X-Ray SDK prefers it to --daemon-address: unset one of them");
        }
        return argument;
    }

    private static String valueOf(String[] args, int option) {
        if (option + 1 == args.length) {
            throw new IllegalArgumentException(args[option] + " needs a value");
        }
        return args[option + 1];
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("--rate must be a number, but is '" + text + "'", e);
        }
    }

    private static boolean readable(String daemonAddress) {
        try {
            return new DaemonConfiguration().setUDPAndTCPAddress(daemonAddress);
        } catch (RuntimeException e) { // the SDK's parser throws what it happens to run into
            return false;
        }
    }
}
