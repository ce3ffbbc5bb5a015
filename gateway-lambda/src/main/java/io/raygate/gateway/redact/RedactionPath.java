// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.redact;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which values a rule means: names of members, from a segment or subsegment downwards. Items of an array count as the
 * array.
 *
 * @param names each a name, {@link #ANY_NAME} or {@link #ANY_NAMES}; at least one
 */
public record RedactionPath(List<String> names) {

    /** One name, whichever. */
    static final String ANY_NAME = "*";

    /** Any number of names, also none. */
    static final String ANY_NAMES = "**";

    private static final int MAX_CHARACTERS = 250;
    private static final Pattern NAME = Pattern.compile("\\*{1,2}|(?:[A-Za-z0-9_:/@$-]|\\\\\\.)+");

    public RedactionPath {
        names = List.copyOf(names);
    }

    /**
     * Reads names joined by dots; a dot within a name is written {@code \.}.
     *
     * @throws IllegalArgumentException where the text is no path; the message tells what to write
     */
    public static RedactionPath parse(String text) {
        if (text.length() > MAX_CHARACTERS) {
            throw new IllegalArgumentException("has " + text.length() + " characters; write at most " + MAX_CHARACTERS);
        }
        List<String> names = new ArrayList<>();
        Matcher matcher = NAME.matcher(text);
        int at = 0;
        while (matcher.find(at) && matcher.start() == at) {
            names.add(matcher.group().replace("\\.", "."));
            at = matcher.end();
            if (at == text.length()) {
                return new RedactionPath(names);
            }
            if (text.charAt(at) != '.') {
                break;
            }
            at++;
        }
        throw new IllegalArgumentException(
                "is not a path; write names joined by dots, * for one name, ** for any number, \\. for a dot in a name");
    }

    /** Whether these names, none of them a wildcard, are meant. */
    boolean matches(List<String> wanted) {
        return matches(0, wanted, 0);
    }

    private boolean matches(int at, List<String> wanted, int from) {
        if (at == names.size()) {
            return from == wanted.size();
        }
        String name = names.get(at);
        if (name.equals(ANY_NAMES)) {
            return matches(at + 1, wanted, from) || (from < wanted.size() && matches(at, wanted, from + 1));
        }
        return from < wanted.size()
                && (name.equals(ANY_NAME) || name.equals(wanted.get(from)))
                && matches(at + 1, wanted, from + 1);
    }

    /** Whether the path ends with a name, not with a wildcard. */
    boolean endsWithName() {
        return !names.getLast().startsWith(ANY_NAME);
    }

    @Override
    public String toString() {
        return String.join(
                ".", names.stream().map(name -> name.replace(".", "\\.")).toList());
    }
}
