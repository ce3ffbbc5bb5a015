// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.sampling.xray;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.raygate.edge.json.UntrustedJson;
import io.raygate.edge.sampling.xray.AnswerShapes.Shape;
import io.raygate.edge.sampling.xray.AnswerShapes.Shape.Each;
import io.raygate.edge.sampling.xray.AnswerShapes.Shape.Scalar;
import io.raygate.edge.sampling.xray.AnswerShapes.Shape.Struct;
import io.raygate.edge.sampling.xray.AnswerShapes.Shape.Texts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/**
 * Reads an answer of X-Ray against its shape, and copies it without the members that the shape does not name. What is
 * copied keeps its order and the spelling of its numbers. Costs one pass. Not thread-safe: made for one answer.
 */
final class AnswerReader {

    private static final UntrustedJson JSON = new UntrustedJson(Integer.MAX_VALUE);

    /** Writes only. */
    private static final JsonFactory WRITER = JsonFactory.builder()
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .build();

    private final JsonParser parser;
    private final JsonGenerator copy;
    private boolean dropped;

    private AnswerReader(JsonParser parser, JsonGenerator copy) {
        this.parser = parser;
        this.copy = copy;
    }

    /**
     * Reads an answer.
     *
     * @return the answer with the members of the shape only: the same array where there are no others
     * @throws NotAnAnswerException if it does not have that shape
     */
    static byte[] read(byte[] body, Shape shape) throws NotAnAnswerException {
        if (!isUtf8(body)) {
            throw new NotAnAnswerException("it is not JSON in UTF-8");
        }
        var bytes = new ByteArrayOutputStream(body.length);
        try (JsonParser parser = JSON.parser(body);
                JsonGenerator copy = WRITER.createGenerator(bytes)) {
            var reader = new AnswerReader(parser, copy);
            parser.nextToken();
            reader.value(shape, "it");
            if (parser.nextToken() != null) {
                throw new NotAnAnswerException("it has trailing content");
            }
            copy.flush();
            return reader.dropped ? bytes.toByteArray() : body;
        } catch (NotAnAnswerException e) {
            throw e;
        } catch (IOException _) {
            throw new NotAnAnswerException("it is not JSON");
        }
    }

    /** Jackson also reads UTF-16, UTF-32 and a byte order mark, which SDKs do not. */
    private static boolean isUtf8(byte[] body) {
        return body.length < 2 || (body[0] > 0 && body[1] != 0);
    }

    private void value(Shape shape, String name) throws IOException {
        switch (shape) {
            case Scalar scalar -> scalar(scalar, name);
            case Texts _ -> texts(name);
            case Each each -> entries(each, name);
            case Struct struct -> members(struct, name);
        }
    }

    private void scalar(Scalar scalar, String name) throws IOException {
        switch (scalar) {
            case TEXT -> {
                expect(JsonToken.VALUE_STRING, name, "a text");
                copy.writeString(parser.getText());
            }
            case INTEGER -> {
                expect(JsonToken.VALUE_NUMBER_INT, name, "a whole number");
                copy.writeNumber(parser.getText());
            }
            case COUNT -> {
                expect(JsonToken.VALUE_NUMBER_INT, name, "a whole number");
                number(Integer.MAX_VALUE, name);
            }
            case NUMBER -> number(Double.MAX_VALUE, name);
            case SHARE -> number(1, name);
        }
    }

    /** SDKs read numbers as doubles or integers of Java, Go or .NET, of which some fail on one that is beyond. */
    private void number(double max, String name) throws IOException {
        if (!parser.currentToken().isNumeric()) {
            throw new NotAnAnswerException(name + " is not a number");
        }
        double value = parser.getDoubleValue();
        if (!(value >= 0 && value <= max)) {
            throw new NotAnAnswerException(name + " is out of range");
        }
        copy.writeNumber(parser.getText());
    }

    private void texts(String name) throws IOException {
        expect(JsonToken.START_OBJECT, name, "an object");
        copy.writeStartObject();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            copy.writeFieldName(parser.currentName());
            parser.nextToken();
            scalar(Scalar.TEXT, name);
        }
        copy.writeEndObject();
    }

    private void entries(Each each, String name) throws IOException {
        expect(JsonToken.START_ARRAY, name, "a list");
        copy.writeStartArray();
        int entries = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            value(each.entry(), name);
            entries++;
        }
        copy.writeEndArray();
        if (entries < each.min()) {
            throw new NotAnAnswerException(name + " is empty");
        }
    }

    private void members(Struct struct, String name) throws IOException {
        expect(JsonToken.START_OBJECT, name, "an object");
        Set<String> missing = new HashSet<>(struct.required());
        Set<String> seen = new HashSet<>();
        copy.writeStartObject();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String member = parser.currentName();
            parser.nextToken();
            missing.remove(member);
            if (struct.members().containsKey(member) && !seen.add(member)) {
                // some SDKs would take the first, some the last
                throw new NotAnAnswerException(name + " has " + member + " twice");
            }
            member(struct, member);
        }
        copy.writeEndObject();
        if (!missing.isEmpty()) {
            throw new NotAnAnswerException(name + " has no " + String.join(", ", missing));
        }
    }

    private void member(Struct struct, String name) throws IOException {
        Shape shape = struct.members().get(name);
        if (shape == null) {
            dropped = true;
            parser.skipChildren();
            return;
        }
        copy.writeFieldName(name);
        if (parser.hasToken(JsonToken.VALUE_NULL) && !struct.required().contains(name)) {
            copy.writeNull();
            return;
        }
        value(shape, name);
    }

    private void expect(JsonToken token, String name, String what) throws NotAnAnswerException {
        if (!parser.hasToken(token)) {
            throw new NotAnAnswerException(name + " is not " + what);
        }
    }

    /** A body that came with status 200 and is not what was asked for. The message quotes nothing of it but our names. */
    static final class NotAnAnswerException extends IOException {

        private static final long serialVersionUID = 1;

        NotAnAnswerException(String message) {
            super(message);
        }
    }
}
