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
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
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
 * keys and second documents. A file is trusted with little: {@value #MAX_DEPTH} levels and {@value #MAX_ALIASES} aliases,
 * so that it takes memory in proportion to its size. The caller bounds the size.
 */
public final class YamlFile {

    private static final int MAX_DEPTH = 50;
    private static final int MAX_ALIASES = 10;
    private static final int MIN_BUFFER_CHARS = 1_024;
    private static final String STRING_TAG = "tag:yaml.org,2002:str";

    private final Iterator<Event> events;
    private final Map<String, Node> anchors = new HashMap<>();
    private int aliases;

    private YamlFile(Iterator<Event> events) {
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
            return new YamlFile(new Parse(settings).parseString(text).iterator()).root();
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
        if (event instanceof CollectionStartEvent collection) {
            refuseTag(event, collection.getTag());
        }
        Node value;
        if (event instanceof MappingStartEvent) {
            value = object(path, depth);
        } else if (event instanceof SequenceStartEvent) {
            value = list(path, depth);
        } else {
            value = scalar((ScalarEvent) event, path);
        }
        ((NodeEvent) event).getAnchor().ifPresent(anchor -> anchors.put(anchor.getValue(), value));
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
            String name = key.getValue();
            Node member = value(events.next(), Node.below(path, name), depth + 1);
            if (members.put(name, member) != null) {
                throw new InvalidFileException(
                        line(key.getStartMark()), "duplicate key " + name + "; remove all but one");
            }
        }
        return Node.object(path, members);
    }

    private Node list(String path, int depth) {
        List<Node> items = new ArrayList<>();
        for (Event event = events.next(); !(event instanceof SequenceEndEvent); event = events.next()) {
            items.add(value(event, path + "/" + items.size(), depth + 1));
        }
        return Node.list(path, items);
    }

    private static Node scalar(ScalarEvent event, String path) {
        Optional<String> tag = event.getTag();
        boolean isString = !event.isPlain() || tag.filter(STRING_TAG::equals).isPresent();
        if (!isString) {
            refuseTag(event, tag);
        }
        String text = event.getValue();
        return Node.scalar(path, isString ? Kind.STRING : PlainScalars.kind(text), text);
    }

    private static InvalidFileException notYaml(Optional<Mark> mark, String problem) {
        return new InvalidFileException(line(mark), problem + "; write YAML or JSON");
    }

    private static String line(Optional<Mark> mark) {
        return mark.map(at -> "line " + (at.getLine() + 1)).orElse("");
    }
}
