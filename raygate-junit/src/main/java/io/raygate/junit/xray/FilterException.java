// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.junit.xray;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** X-Ray cannot read a filter expression. The message shows the place. */
public final class FilterException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private static final Pattern PLACE =
            Pattern.compile("Error Location: line (\\d{1,6}), position (\\d{1,6}) ?: (.*)", Pattern.DOTALL);

    private FilterException(String message) {
        super(message);
    }

    /**
     * Says what X-Ray said, and shows where it means.
     *
     * @param answer X-Ray's message
     */
    static FilterException of(String filter, String answer) {
        Matcher place = PLACE.matcher(answer);
        if (!place.matches()) {
            return new FilterException("X-Ray has refused the filter: " + answer + "\n  " + filter);
        }
        int line = Integer.parseInt(place.group(1));
        int position = Integer.parseInt(place.group(2));
        return new FilterException("the filter has an error at line " + line + ", position " + position + ": "
                + place.group(3) + "\n" + marked(filter, line, position));
    }

    static boolean isOne(String answer) {
        return PLACE.matcher(answer).matches();
    }

    private static String marked(String filter, int line, int position) {
        List<String> lines = filter.lines().toList();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            text.append("  ").append(lines.get(i)).append('\n');
            if (i == line - 1) {
                text.append("  ")
                        .append(" "
                                .repeat(Math.min(
                                        Math.max(0, position - 1), lines.get(i).length())));
                text.append("^\n");
            }
        }
        return text.toString().stripTrailing();
    }
}
