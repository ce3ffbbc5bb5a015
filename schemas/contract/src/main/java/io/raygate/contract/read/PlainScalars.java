// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.contract.read;

import io.raygate.contract.read.Node.Kind;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a scalar without quotes is. Readers of YAML disagree: YAML 1.1, which Helm and Argo CD read, has booleans such as
 * {@code no}, octal numbers and underscores in numbers; YAML 1.2 has not. Helm makes a 64-bit float of a number, so that
 * whole numbers of more than {@value #MAX_DIGITS} digits change. What all of them read alike has a kind here;
 * the rest is {@link Kind#AMBIGUOUS}.
 */
final class PlainScalars {

    private static final int MAX_DIGITS = 15;

    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?");
    private static final Pattern WORD =
            Pattern.compile("(y|n|yes|no|on|off|true|false|null|[-+]?\\.inf|\\.nan)", Pattern.CASE_INSENSITIVE);
    private static final Pattern ODD_NUMBER = Pattern.compile(
            "[-+]?(0b[01_]+|0o?[0-7_]+|0x[0-9a-fA-F_]+|[0-9][0-9_]*\\.?[0-9_]*([eE][-+]?[0-9]+)?|\\.[0-9_]+([eE][-+]?[0-9]+)?|[0-9][0-9_]*(:[0-5]?[0-9])+(\\.[0-9_]*)?)");

    /** Where such a number is a key, all readers write it as it stands. */
    private static final Pattern WHOLE_NUMBER = Pattern.compile("0|-?[1-9][0-9]*");

    private PlainScalars() {}

    /** Whether all readers take this key for the same name. */
    static boolean isNameToAll(String key) {
        return switch (kind(key)) {
            case STRING, BOOLEAN -> true;
            case NUMBER -> WHOLE_NUMBER.matcher(key).matches();
            case NULL, AMBIGUOUS, OBJECT, LIST -> false;
        };
    }

    static Kind kind(String text) {
        return switch (text) {
            case "true", "false" -> Kind.BOOLEAN;
            case "", "~", "null" -> Kind.NULL;
            default -> {
                Matcher number = NUMBER.matcher(text);
                if (number.matches()) {
                    yield number.group(1).length() <= MAX_DIGITS ? Kind.NUMBER : Kind.AMBIGUOUS;
                }
                boolean odd =
                        WORD.matcher(text).matches() || ODD_NUMBER.matcher(text).matches();
                yield odd ? Kind.AMBIGUOUS : Kind.STRING;
            }
        };
    }
}
