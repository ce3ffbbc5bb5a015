// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.contract.read;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * A value of a file, and where it stands. Each reader checks the type and range of what it returns, and throws an
 * {@link InvalidFileException} that names the path, what was found, and what to write. A member that is null counts as
 * absent. Immutable.
 */
public final class Node {

    /** What a value is. */
    public enum Kind {
        /** Members by name. */
        OBJECT,
        /** Items in order. */
        LIST,
        /** Text: quoted, or plain text that no YAML reader takes for anything else. */
        STRING,
        /** A number, written as JSON writes it. */
        NUMBER,
        /** {@code true} or {@code false}. */
        BOOLEAN,
        /** Nothing. */
        NULL,
        /** Plain text that some YAML readers take for text and others do not, such as {@code no} or {@code 0777}. */
        AMBIGUOUS
    }

    private static final int MAX_SHOWN = 60;
    private static final double MAX_WHOLE = 1e15;
    private static final String INTEGER = "-?[0-9]{1,18}";

    private final String path;
    private final Kind kind;
    private final String text;
    private final List<Node> items;
    private final Map<String, Node> members;

    private Node(String path, Kind kind, String text, List<Node> items, Map<String, Node> members) {
        this.path = path;
        this.kind = kind;
        this.text = text;
        this.items = items;
        this.members = members;
    }

    /** An object whose members may stand anywhere: each keeps its own path. */
    public static Node object(String path, Map<String, Node> members) {
        return new Node(path, Kind.OBJECT, "", List.of(), Collections.unmodifiableMap(new LinkedHashMap<>(members)));
    }

    /** A list whose items may stand anywhere: each keeps its own path. */
    public static Node list(String path, List<Node> items) {
        return new Node(path, Kind.LIST, "", List.copyOf(items), Map.of());
    }

    /** A string. */
    public static Node string(String path, String text) {
        return scalar(path, Kind.STRING, text);
    }

    /** A whole number. */
    public static Node whole(String path, long number) {
        return scalar(path, Kind.NUMBER, Long.toString(number));
    }

    static Node scalar(String path, Kind kind, String text) {
        return new Node(path, kind, text, List.of(), Map.of());
    }

    /** The path of a member, as an RFC 6901 JSON pointer. */
    static String below(String path, String name) {
        return path + "/" + name.replace("~", "~0").replace("/", "~1");
    }

    /** The same value elsewhere. */
    Node at(String elsewhere) {
        Map<String, Node> moved = new LinkedHashMap<>();
        members.forEach((name, member) -> moved.put(name, member.at(below(elsewhere, name))));
        List<Node> movedItems = new ArrayList<>();
        items.forEach(item -> movedItems.add(item.at(elsewhere + "/" + movedItems.size())));
        return new Node(elsewhere, kind, text, List.copyOf(movedItems), Collections.unmodifiableMap(moved));
    }

    /** RFC 6901 JSON pointer from the root of the file; empty for the root. */
    public String path() {
        return path;
    }

    /** What the value is. */
    public Kind kind() {
        return kind;
    }

    /** The member of an object; empty where it is absent or null. */
    public Optional<Node> member(String name) {
        return Optional.ofNullable(object().get(name)).filter(member -> member.kind != Kind.NULL);
    }

    /** The member of an object. */
    public Node required(String name) {
        return member(name).orElseThrow(() -> missing(name, ""));
    }

    /** The member of an object; {@code remedy} tells what to write where it is missing. */
    public Node required(String name, String remedy) {
        return member(name).orElseThrow(() -> missing(name, "; " + remedy));
    }

    /** Refuses members that nobody reads: most are misspelt. */
    public Node only(Set<String> names) {
        for (String name : object().keySet()) {
            if (!names.contains(name)) {
                throw new InvalidFileException(
                        below(path, name), "is not known here; write " + String.join(", ", new TreeSet<>(names)));
            }
        }
        return this;
    }

    /** The members of an object, in the order of the file. */
    public Map<String, Node> members() {
        return object();
    }

    /** The items of a list. */
    public List<Node> items() {
        if (kind != Kind.LIST) {
            throw invalid("is not a list");
        }
        return items;
    }

    /** The items of a list that holds at least one and at most {@code max}. */
    public List<Node> items(int max) {
        if (items().isEmpty() || items.size() > max) {
            throw invalid("has " + items.size() + " entries; write 1 to " + max);
        }
        return items;
    }

    /** A string. */
    public String text() {
        if (kind == Kind.AMBIGUOUS) {
            throw invalid("means different things to different readers of YAML; put it in quotes");
        }
        if (kind != Kind.STRING) {
            throw invalid(isScalar() ? "is not a string; put it in quotes" : "is not a string");
        }
        return text;
    }

    /** A string of 1 to {@code max} characters. */
    public String text(int max) {
        if (text().isEmpty() || text.length() > max) {
            throw invalid("has " + text.length() + " characters; write 1 to " + max);
        }
        return text;
    }

    /** A string that matches all of {@code pattern}; {@code problem} tells what is wrong with any other. */
    public String text(String pattern, String problem) {
        if (text().matches(pattern)) {
            return text;
        }
        throw invalid(problem);
    }

    /** A scalar as it stands in the file, whatever it could be taken for: {@code 1.40}, {@code no}. */
    public String written() {
        if (isScalar()) {
            return text;
        }
        throw invalid("is not a string");
    }

    /** Refuses any string but {@code expected}. */
    public void expect(String expected) {
        if (!text().equals(expected)) {
            throw invalid("is not expected; write " + expected);
        }
    }

    /** A boolean. */
    public boolean bool() {
        if (kind == Kind.BOOLEAN) {
            return text.equals("true");
        }
        throw invalid("is not a boolean; write true or false");
    }

    /** A whole number in a range. */
    public int integer(int min, int max) {
        if (kind == Kind.NUMBER && text.matches(INTEGER)) {
            long number = Long.parseLong(text);
            if (number >= min && number <= max) {
                return (int) number;
            }
        }
        throw invalid("is not a whole number from " + min + " to " + max);
    }

    /** A number in a range. */
    public double number(double min, double max) {
        double number = kind == Kind.NUMBER ? Double.parseDouble(text) : Double.NaN;
        // written so that NaN fails
        if (number >= min && number <= max) {
            return number;
        }
        throw invalid("is not a number from " + plain(min) + " to " + plain(max));
    }

    /** The same, in quotes or without, and in any form that {@link Double#parseDouble} takes. */
    public double numberAsWritten(double min, double max) {
        try {
            double number = Double.parseDouble(written());
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // refused below
        }
        throw invalid("is not a number from " + plain(min) + " to " + plain(max));
    }

    /** A number: a {@link Long} where it is whole and not too large, however it is written; else a {@link Double}. */
    public Number number() {
        if (kind != Kind.NUMBER) {
            throw invalid("is not a number");
        }
        if (text.matches(INTEGER)) {
            return Long.valueOf(text);
        }
        Double number = Double.valueOf(text);
        boolean whole = number == Math.rint(number) && Math.abs(number) < MAX_WHOLE;
        return whole ? (Number) number.longValue() : number;
    }

    /** A string that {@code known} knows. */
    public <T> T choice(Function<String, Optional<T>> known, Iterable<String> choices) {
        return known.apply(text()).orElseThrow(() -> invalid("is not known; write " + String.join(", ", choices)));
    }

    /** What to throw where the value is not what it should be: {@code problem} follows what was found. */
    public InvalidFileException invalid(String problem) {
        return new InvalidFileException(path, shown() + " " + problem);
    }

    private InvalidFileException missing(String name, String remedy) {
        return new InvalidFileException(below(path, name), "is missing" + remedy);
    }

    private boolean isScalar() {
        return kind != Kind.OBJECT && kind != Kind.LIST;
    }

    private String shown() {
        return switch (kind) {
            case OBJECT -> path.isEmpty() ? "the file, an object," : "the object";
            case LIST -> path.isEmpty() ? "the file, a list," : "the list";
            case STRING -> '"' + (text.length() > MAX_SHOWN ? text.substring(0, MAX_SHOWN) + "…" : text) + '"';
            case NULL -> path.isEmpty() ? "the file, which is empty," : "null";
            case NUMBER, BOOLEAN, AMBIGUOUS -> text.length() > MAX_SHOWN ? text.substring(0, MAX_SHOWN) + "…" : text;
        };
    }

    private Map<String, Node> object() {
        if (kind != Kind.OBJECT) {
            throw invalid("is not an object");
        }
        return members;
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? String.valueOf((long) number) : String.valueOf(number);
    }
}
