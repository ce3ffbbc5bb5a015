// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.maven.check;

import java.util.HashMap;
import java.util.Map;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** JSON or YAML text, and the place of each value in it. */
final class Text {

    /** A place in a file, both counted from 1; 0 where it is not known. */
    record Place(int line, int column) {
        static final Place UNKNOWN = new Place(0, 0);

        private static Place of(TokenStreamLocation location) {
            return new Place(Math.max(0, location.getLineNr()), Math.max(0, location.getColumnNr()));
        }
    }

    /** Caches no names, because documents may contain any number of them. */
    private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
                    .disable(TokenStreamFactory.Feature.INTERN_PROPERTY_NAMES)
                    .build())
            .build();

    /** Characters that are read at once; the reader copies the line that it is in for each. */
    private static final int YAML_BUFFER_CHARS = 1 << 20;

    /**
     * The YAML reader has a limit of its own, 3 MiB, on the whole of a text: here the file's size is the limit. Its buffer of
     * 1,024 characters makes a long line cost the square of its length: 24 s for 8 MiB.
     */
    private static final ObjectMapper YAML = YAMLMapper.builder(YAMLFactory.builder()
                    .loadSettings(LoadSettings.builder()
                            .setCodePointLimit(Integer.MAX_VALUE)
                            .setBufferSize(YAML_BUFFER_CHARS)
                            .build())
                    .build())
            .build();

    private final String content;
    private final ObjectMapper mapper;
    private final int lineOffset;
    private final Map<String, Place> places = new HashMap<>();

    private Text(String content, ObjectMapper mapper, int lineOffset) {
        this.content = content;
        this.mapper = mapper;
        this.lineOffset = lineOffset;
    }

    /** JSON whose first line is line {@code lineOffset + 1} of its file. */
    static Text json(String content, int lineOffset) {
        return new Text(content, JSON, lineOffset);
    }

    static Text yaml(String content) {
        return new Text(content, YAML, 0);
    }

    String content() {
        return content;
    }

    /** The tree; throws {@link JacksonException} where the text is not well-formed. */
    JsonNode tree() {
        return mapper.readTree(content);
    }

    /** Where the value at {@code pointer} stands, or the nearest value around it. */
    Place place(String pointer) {
        if (places.isEmpty()) {
            findPlaces();
        }
        String at = pointer;
        while (!at.isEmpty() && !places.containsKey(at)) {
            at = at.substring(0, at.lastIndexOf('/'));
        }
        return places.getOrDefault(at, Place.UNKNOWN);
    }

    /** Where the text stops being well-formed. */
    Place place(JacksonException broken) {
        TokenStreamLocation location = broken.getLocation();
        return location == null ? Place.UNKNOWN : moved(Place.of(location));
    }

    /** Where the text stops being well-formed, or its start if it is. */
    Place placeOfBreak() {
        try {
            tree();
            return moved(new Place(1, 1));
        } catch (JacksonException e) {
            return place(e);
        }
    }

    private void findPlaces() {
        try (JsonParser parser = mapper.createParser(content)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                boolean value = token.isStructStart() || token.isScalarValue();
                if (value) {
                    String pointer = token.isStructStart()
                            ? parser.streamReadContext()
                                    .getParent()
                                    .pathAsPointer()
                                    .toString()
                            : parser.streamReadContext().pathAsPointer().toString();
                    places.putIfAbsent(pointer, moved(Place.of(parser.currentTokenLocation())));
                }
            }
        } catch (JacksonException e) {
            places.putIfAbsent("", place(e)); // what comes before the break has its places
        }
    }

    private Place moved(Place place) {
        return new Place(place.line + lineOffset, place.column);
    }
}
