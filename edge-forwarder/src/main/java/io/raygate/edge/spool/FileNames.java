// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.spool;

import io.raygate.edge.tenant.Tenant;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of spool files: a number in 16 hexadecimal digits, so that names sort by age, and the tenant where the block is that
 * of a team: {@code 000000000000002a.block}, {@code 000000000000002b.shop.block}. A release that knows no tenants leaves the
 * latter alone.
 */
final class FileNames {

    private static final String WHOLE = ".block";
    private static final String TEMPORARY = ".tmp";
    private static final Pattern NAME = Pattern.compile(
            "(?<number>[0-7][0-9a-f]{15})(?:\\.(?<tenant>[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?))?(?<suffix>\\.block|\\.tmp)");

    private FileNames() {}

    static String whole(Tenant tenant, long number) {
        return base(tenant, number) + WHOLE;
    }

    static String temporary(Tenant tenant, long number) {
        return base(tenant, number) + TEMPORARY;
    }

    static boolean isWhole(Path file) {
        Matcher name = matcher(file);
        return name.matches() && name.group("suffix").equals(WHOLE);
    }

    static boolean isTemporary(Path file) {
        Matcher name = matcher(file);
        return name.matches() && name.group("suffix").equals(TEMPORARY);
    }

    /** Of a whole or a temporary file. */
    static long number(Path file) {
        return Long.parseLong(name(file).substring(0, 16), 16);
    }

    /** Of a whole or a temporary file. */
    static Tenant tenant(Path file) {
        Matcher name = matcher(file);
        return name.matches() && name.group("tenant") != null ? new Tenant(name.group("tenant")) : Tenant.OTHERS;
    }

    private static Matcher matcher(Path file) {
        return NAME.matcher(name(file));
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }

    private static String base(Tenant tenant, long number) {
        String digits = "%016x".formatted(number);
        return tenant.equals(Tenant.OTHERS) ? digits : digits + '.' + tenant.name();
    }
}
