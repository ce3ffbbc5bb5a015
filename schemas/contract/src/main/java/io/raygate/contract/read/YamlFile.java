// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.contract.read;

import io.raygate.contract.read.Node.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.events.StreamEndEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * One document of YAML, or of JSON, which is YAML too, read without reflection. Refuses keys that stand twice, tags, merge
 * keys and second documents, and what Argo CD reads differently, or not at all. A file is trusted with little: {@value
 * #MAX_DEPTH} levels and {@value #MAX_ALIASES} aliases, so that it takes memory in proportion to its size. The caller bounds the size.
 */
public final class YamlFile {

    private static final int MAX_DEPTH = 50;
    private static final int MAX_ALIASES = 10;
    private static final int MIN_BUFFER_CHARS = 1_024;
    private static final String STRING_TAG = "tag:yaml.org,2002:str";

    /**
     * In double quotes, from one escape to the next; those that Argo CD refuses have a name: a solidus, and half a character of
     * UTF-16, of which JSON joins two.
     */
    private static final Pattern ESCAPE =
            Pattern.compile("\\\\(?:(?<unread>/|(?:u|U0000)[dD][89a-fA-F][0-9a-fA-F]{2})|.)", Pattern.DOTALL);

    /** As all readers take it; to some, a name ends only with the word. */
    private static final Pattern ANCHOR = Pattern.compile("[A-Za-z0-9_-]+");

    private final String text;
    private final Iterator<Event> events;
    private final Map<String, Node> anchors = new HashMap<>();
    private int aliases;
    private int flows;
    private int characters;
    private int offset;

    private YamlFile(String text, Iterator<Event> events) {
        this.text = text;
        this.events = events;
    }

    /**
     * The root of the file; a {@link Kind#NULL} where it holds nothing.
     *
     * @throws InvalidFileException where it is not YAML, with the line
     */
    public static Node read(String text) {
        // with its own buffer, the reader of events takes the square of the length of a line
        LoadSettings settings = LoadSettings.builder()
                .setCodePointLimit(Integer.MAX_VALUE)
                .setBufferSize(Math.max(MIN_BUFFER_CHARS, text.length() + 1))
                .build();
        try {
            return new YamlFile(text, new Parse(settings).parseString(text).iterator()).root();
        } catch (MarkedYamlEngineException e) {
            throw notYaml(e.getProblemMark(), e.getProblem());
        } catch (YamlEngineException e) {
            throw notYaml(Optional.empty(), String.valueOf(e.getMessage()));
        }
    }

    /** The same, where a file that holds nothing is an object without members. */
    public static Node readObject(String text) {
        Node root = read(text);
        return root.kind() == Kind.NULL ? Node.object("", Map.of()) : root;
    }

    private Node root() {
        events.next(); // the start of the stream
        if (events.next() instanceof StreamEndEvent) {
            return Node.scalar("", Kind.NULL, "");
        }
        Node root = value(events.next(), "", 1);
        events.next(); // the end of the document
        Event next = events.next();
        if (next instanceof DocumentStartEvent) {
            throw notYaml(next.getStartMark(), "a second document starts here");
        }
        return root;
    }

    private Node value(Event event, String path, int depth) {
        if (depth > MAX_DEPTH) {
            throw notYaml(event.getStartMark(), "objects and lists are nested more than " + MAX_DEPTH + " deep");
        }
        if (event instanceof AliasEvent alias) {
            return aliased(alias, path);
        }
        boolean isFlow = false;
        if (event instanceof CollectionStartEvent collection) {
            refuseTag(event, collection.getTag());
            isFlow = collection.isFlow();
        }
        flows += isFlow ? 1 : 0;
        Node value;
        if (event instanceof MappingStartEvent) {
            value = object(path, depth);
        } else if (event instanceof SequenceStartEvent) {
            value = list(path, depth);
        } else {
            value = scalar((ScalarEvent) event, path);
        }
        flows -= isFlow ? 1 : 0;
        anchor((NodeEvent) event).ifPresent(anchor -> anchors.put(anchor, value));
        return value;
    }

    private Node aliased(AliasEvent alias, String path) {
        Node value = anchors.get(alias.getAlias().getValue());
        if (value == null || ++aliases > MAX_ALIASES) {
            throw notYaml(
                    alias.getStartMark(),
                    value == null ? "the alias leads nowhere" : "there are more than " + MAX_ALIASES + " aliases");
        }
        return value.at(path);
    }

    private static Optional<String> anchor(NodeEvent event) {
        Optional<String> anchor = event.getAnchor().map(Anchor::getValue);
        if (anchor.isPresent() && !ANCHOR.matcher(anchor.get()).matches()) {
            throw notYaml(event.getStartMark(), "the anchor " + anchor.get() + " is read differently by others");
        }
        return anchor;
    }

    private static void refuseTag(Event event, Optional<String> tag) {
        if (tag.isPresent()) {
            throw notYaml(event.getStartMark(), "the tag " + tag.get() + " is not read");
        }
    }

    private Node object(String path, int depth) {
        Map<String, Node> members = new LinkedHashMap<>();
        for (Event event = events.next(); !(event instanceof MappingEndEvent); event = events.next()) {
            if (!(event instanceof ScalarEvent key)
                    || (key.isPlain() && key.getValue().equals("<<"))) {
                throw notYaml(event.getStartMark(), "a key is not plain text");
            }
            String name = name(key);
            Node member = value(events.next(), Node.below(path, name), depth + 1);
            if (members.put(name, member) != null) {
                throw new InvalidFileException(
                        line(key.getStartMark()), "duplicate key " + name + "; remove all but one");
            }
        }
        return Node.object(path, members);
    }

    private String name(ScalarEvent key) {
        refuseTag(key, key.getTag());
        refuseText(key);
        if (anchor(key).isPresent()) {
            throw notYaml(key.getStartMark(), "a key is not plain text");
        }
        if (key.isPlain() && !PlainScalars.isNameToAll(key.getValue())) {
            throw new InvalidFileException(
                    line(key.getStartMark()),
                    "the key " + key.getValue()
                            + " means different things to different readers of YAML; put it in quotes");
        }
        if (key.isPlain() && !isColonAlone(key)) {
            throw new InvalidFileException(
                    line(key.getStartMark()),
                    "the colon behind " + key.getValue()
                            + " is a part of it to some readers of YAML; write a space behind it");
        }
        return key.getValue();
    }

    private boolean isColonAlone(ScalarEvent key) {
        int colon = offset(key.getEndMark());
        while (colon < text.length() && text.charAt(colon) == ' ') {
            colon++;
        }
        int next = colon + 1;
        return next >= text.length() || text.charAt(colon) != ':' || Character.isWhitespace(text.charAt(next));
    }

    /** Marks count characters, and come in their order: going on from the last one takes no more than one pass in all. */
    private int offset(Optional<Mark> mark) {
        int next = mark.orElseThrow().getIndex();
        offset = text.offsetByCodePoints(offset, next - characters);
        characters = next;
        return offset;
    }

    private Node list(String path, int depth) {
        List<Node> items = new ArrayList<>();
        for (Event event = events.next(); !(event instanceof SequenceEndEvent); event = events.next()) {
            items.add(value(event, path + "/" + items.size(), depth + 1));
        }
        return Node.list(path, items);
    }

    private Node scalar(ScalarEvent event, String path) {
        boolean isTagged = event.getTag().filter(STRING_TAG::equals).isPresent();
        if (!isTagged) {
            refuseTag(event, event.getTag());
        }
        refuseText(event);
        String value = event.getValue();
        return Node.scalar(path, isTagged || !event.isPlain() ? Kind.STRING : PlainScalars.kind(value), value);
    }

    /** What some readers take for another text, or for none. */
    private void refuseText(ScalarEvent event) {
        if (flows > 0 && event.isPlain() && event.getValue().contains("?")) {
            throw new InvalidFileException(
                    line(event.getStartMark()),
                    "the question mark in " + event.getValue()
                            + " begins a key to some readers of YAML; put the text in quotes");
        }
        refuseEscapes(event);
    }

    private void refuseEscapes(ScalarEvent event) {
        if (event.getScalarStyle() != ScalarStyle.DOUBLE_QUOTED) {
            return;
        }
        Matcher escape = ESCAPE.matcher(text).region(offset(event.getStartMark()), offset(event.getEndMark()));
        while (escape.find()) {
            if (escape.group("unread") != null) {
                throw new InvalidFileException(
                        line(event.getStartMark()),
                        escape.group()
                                + " is an escape of JSON that Argo CD does not read; write the character itself");
            }
        }
    }

    private static InvalidFileException notYaml(Optional<Mark> mark, String problem) {
        return new InvalidFileException(line(mark), problem + "; write YAML or JSON");
    }

    private static String line(Optional<Mark> mark) {
        return mark.map(at -> "line " + (at.getLine() + 1)).orElse("");
    }
}
