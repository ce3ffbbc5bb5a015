// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.function;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a process of the function is started.
 *
 * @param text as it was written
 * @param memoryMib as Lambda's setting
 * @param options value of {@code JAVA_TOOL_OPTIONS}, or blank
 * @param isPlain AWS is called over HTTP; over TLS otherwise, as in production
 * @param isSnapStart the function goes on from the point at which Lambda makes a snapshot of it
 */
public record FunctionSetting(String text, int memoryMib, String options, boolean isPlain, boolean isSnapStart) {

    private static final Pattern FORM = Pattern.compile("((?:(?:http|snap-start),)*)([0-9]{2,5})(?::(.*))?");

    /**
     * Reads {@code [http,][snap-start,]MEMORY[:JAVA_TOOL_OPTIONS]}.
     *
     * @throws IllegalArgumentException naming what was written
     */
    public static FunctionSetting of(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "the setting is '" + text
                            + "': write [http,][snap-start,]MEMORY[:JAVA_TOOL_OPTIONS], such as 512 or http,512:-XX:AOTMode=off");
        }
        List<String> words = List.of(matcher.group(1).split(",", -1));
        String options = matcher.group(3) == null ? "" : matcher.group(3);
        return new FunctionSetting(
                text,
                Integer.parseInt(matcher.group(2)),
                options,
                words.contains("http"),
                words.contains("snap-start"));
    }
}
