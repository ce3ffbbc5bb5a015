// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.contract.read;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.raygate.contract.read.Node.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One JSON value (RFC 8259), read without reflection. Refuses keys that stand twice. */
public final class JsonFile {

    private static final int MAX_DEPTH = 50;

    /** Keeps no names of members: whoever writes files chooses them. */
    private static final JsonFactory JSON = new JsonFactoryBuilder()
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .build();

    private JsonFile() {}

    /**
     * The root of the file.
     *
     * @throws InvalidFileException where it is not JSON, with the line
     */
    public static Node read(String text) {
        try (JsonParser parser = JSON.createParser(text)) {
            if (parser.nextToken() == null) {
                throw new InvalidFileException("", "it is empty; write JSON");
            }
            Node root = value(parser, "");
            if (parser.nextToken() != null) {
                throw new InvalidFileException("", "it has content after the JSON value; remove it");
            }
            return root;
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw new InvalidFileException("line " + line, e.getOriginalMessage() + "; write JSON");
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a string does not fail
        }
    }

    /**
     * The value at which {@code parser} stands, to be known by {@code path}. The parser's own limits hold, and whether it
     * takes keys that stand twice; of such keys the last counts.
     */
    public static Node value(JsonParser parser, String path) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser, path);
            case START_ARRAY -> list(parser, path);
            case VALUE_STRING -> Node.string(path, parser.getText());
            case VALUE_TRUE, VALUE_FALSE -> Node.scalar(path, Kind.BOOLEAN, parser.getText());
            case VALUE_NULL -> Node.scalar(path, Kind.NULL, parser.getText());
            default -> Node.scalar(path, Kind.NUMBER, parser.getText());
        };
    }

    private static Node object(JsonParser parser, String path) throws IOException {
        Map<String, Node> members = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            members.put(name, value(parser, Node.below(path, name)));
        }
        return Node.object(path, members);
    }

    private static Node list(JsonParser parser, String path) throws IOException {
        List<Node> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value(parser, path + "/" + items.size()));
        }
        return Node.list(path, items);
    }
}
