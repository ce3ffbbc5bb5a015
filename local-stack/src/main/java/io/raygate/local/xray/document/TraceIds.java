// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.document;

import java.util.regex.Pattern;

/** The form of trace ids: {@code 1-TIME-UNIQUE}, 8 and 24 hexadecimal digits. */
public final class TraceIds {

    private static final Pattern TRACE_ID = Pattern.compile("1-[0-9a-fA-F]{8}-[0-9a-fA-F]{24}");

    private TraceIds() {}

    public static boolean isValid(String text) {
        return TRACE_ID.matcher(text).matches();
    }
}
