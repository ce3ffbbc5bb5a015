// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.caller;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The hosts under which a port answers. A page can bind a name of its own to 127.0.0.1 after it was loaded (DNS
 * rebinding), and is then of the same origin as the port; it can do so neither with an address nor with
 * {@code localhost} (RFC 6761).
 */
final class AllowedHosts {

    private static final Pattern PORT = Pattern.compile(":\\d{0,5}$");
    private static final Pattern ADDRESS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-f:.]{2,45}]");
    private static final Pattern LOCALHOST = Pattern.compile("([a-z0-9-]+\\.)*localhost");

    private final Set<String> names;

    /** Allows these names beside addresses and {@code localhost}. */
    AllowedHosts(Set<String> names) {
        this.names = names.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether the value of a {@code Host} header, with its port or without, is one of them. */
    boolean contain(String host) {
        String name = PORT.matcher(host).replaceFirst("").toLowerCase(Locale.ROOT);
        return ADDRESS.matcher(name).matches() || LOCALHOST.matcher(name).matches() || names.contains(name);
    }
}
