// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.aws;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.http.urlconnection.ProxyConfiguration;

/**
 * Which calls go through a proxy. The SDK's client reads the environment too, but looks at {@code HTTP_PROXY} alone,
 * whatever the endpoint's scheme; so we read it.
 *
 * <p>{@code NO_PROXY} names hosts as most tools read it: {@code example.com} and {@code .example.com} stand for the
 * domain and what is under it, {@code *} for any characters, a port is ignored. Address blocks ({@code 10.0.0.0/8})
 * match nothing, since endpoints are names. This machine and the metadata services are never asked through a proxy:
 * they hand out credentials.
 *
 * @param proxy where it listens, user and password included; empty to go directly
 * @param direct patterns of hosts, in lower case, that are called directly
 */
record ProxyRules(Optional<URI> proxy, Set<String> direct) {

    /** Instance metadata (IMDS), EKS Pod Identity and ECS, each over IPv4 and, where there is one, IPv6. */
    private static final List<String> ALWAYS_DIRECT = List.of(
            "169.254.169.254",
            "[fd00:ec2::254]",
            "169.254.170.23",
            "[fd00:ec2::23]",
            "169.254.170.2",
            "localhost",
            "127.*",
            "[::1]");

    ProxyRules {
        direct = Set.copyOf(direct);
    }

    /**
     * Reads the environment; names in lower case go before those in upper case, as in the SDK and in curl.
     *
     * @param configured proxy of our own configuration, which goes before the environment's
     * @param https whether the calls are
     * @throws IllegalArgumentException naming the setting that is not a proxy
     */
    static ProxyRules of(Optional<String> configured, Map<String, String> environment, boolean https) {
        String variable = https ? "https_proxy" : "http_proxy";
        Optional<URI> proxy = configured
                .map(text -> uri("raygate.aws.proxy", text))
                .or(() -> value(environment, variable).map(text -> uri(variable.toUpperCase(Locale.ROOT), text)));
        return new ProxyRules(proxy, direct(value(environment, "no_proxy").orElse("")));
    }

    /** For the SDK's client. Without a proxy the JVM's own settings count ({@code -Dhttps.proxyHost}). */
    ProxyConfiguration toConfiguration() {
        ProxyConfiguration.Builder configuration = ProxyConfiguration.builder()
                .useEnvironmentVariablesValues(false)
                .useSystemPropertyValues(false)
                .nonProxyHosts(direct);
        proxy.ifPresent(address -> {
            configuration.endpoint(
                    URI.create(address.getScheme() + "://" + address.getHost() + ":" + address.getPort()));
            if (address.getUserInfo() != null) {
                String[] user = address.getUserInfo().split(":", 2);
                configuration.username(user[0]).password(user.length > 1 ? user[1] : "");
            }
        });
        return configuration.build();
    }

    private static Optional<String> value(Map<String, String> environment, String lowerCaseName) {
        return Stream.of(lowerCaseName, lowerCaseName.toUpperCase(Locale.ROOT))
                .map(name -> environment.getOrDefault(name, "").strip())
                .filter(value -> !value.isEmpty())
                .findFirst();
    }

    /** A scheme may be left out, and so may a port: 80, or 443 for https. */
    private static URI uri(String setting, String text) {
        try {
            URI uri = URI.create(text.contains("://") ? text : "http://" + text);
            if (uri.getHost() != null) {
                int port = uri.getScheme().equals("https") ? 443 : 80;
                String authority = uri.getRawAuthority() + (uri.getPort() < 0 ? ":" + port : "");
                return URI.create(uri.getScheme() + "://" + authority);
            }
        } catch (IllegalArgumentException _) {
            // the sentence below says it all, and leaves out a password
        }
        throw new IllegalArgumentException(setting + " is not the address of a proxy; write http://host:port");
    }

    private static Set<String> direct(String noProxy) {
        List<String> patterns = new ArrayList<>();
        ALWAYS_DIRECT.forEach(host -> patterns.add(pattern(host)));
        for (String entry : noProxy.toLowerCase(Locale.ROOT).split("[,\\s]+", -1)) {
            String host = entry.replaceFirst(":[0-9]+$", "");
            if (host.startsWith(".")) {
                host = host.substring(1);
            }
            if (!host.isEmpty()) {
                patterns.add("(.*\\.)?" + pattern(host));
            }
        }
        return Set.copyOf(patterns);
    }

    private static String pattern(String host) {
        return Stream.of(host.split("\\*", -1))
                .map(Pattern::quote)
                .reduce((left, right) -> left + ".*" + right)
                .orElse("");
    }
}
