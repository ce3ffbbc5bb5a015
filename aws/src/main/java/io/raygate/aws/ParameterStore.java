// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.aws;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * Parameters of AWS Systems Manager, decrypted. Only what an answer affirms counts: the parameter's own name and its value.
 * Nothing is called before the first parameter is asked for. Thread-safe.
 */
public final class ParameterStore implements AutoCloseable {

    /** Of one reading. Each costs a call, and whoever waits for the reading waits for all of them. */
    private static final int MAX_EMPTY_PAGES = 20;

    private final JsonCalls calls;

    /**
     * Parameters where the SDK's settings say that SSM is.
     *
     * @param timeout of a call, its second attempt included
     */
    public ParameterStore(AwsClients aws, Duration timeout) {
        this(aws, aws.endpoint(AwsService.SSM), timeout);
    }

    /** Parameters at another endpoint. */
    public ParameterStore(AwsClients aws, URI endpoint, Duration timeout) {
        this.calls = new JsonCalls(aws, AwsService.SSM, endpoint, timeout);
    }

    /**
     * The value of a parameter; empty where there is none of that name. Needs {@code ssm:GetParameter}.
     *
     * @throws software.amazon.awssdk.core.exception.SdkException where it cannot be read now
     */
    public Optional<String> value(String name) {
        byte[] request = json(json -> {
            json.writeStringField("Name", name);
            json.writeBooleanField("WithDecryption", true);
        });
        try {
            return Optional.of(page(calls.call("AmazonSSM.GetParameter", request)).parameters.stream()
                    .filter(parameter -> name.equals(parameter.getKey()))
                    .findFirst()
                    .orElseThrow(() -> new UnexpectedAnswerException("the answer of SSM does not hold " + name))
                    .getValue());
        } catch (AwsServiceException e) {
            if (ErrorCode.of(e).equals("ParameterNotFound")) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /**
     * Names and values of the parameters right below a path, in the order of SSM. Needs {@code ssm:GetParametersByPath}.
     *
     * @param path without a slash at its end
     * @param max  reads no more than that many
     * @throws software.amazon.awssdk.core.exception.SdkException where they cannot be read now, or pages do not end: SSM may
     *     send a page without parameters and a token for the next one (API reference, GetParametersByPath, read 2026-11-28)
     */
    public List<Map.Entry<String, String>> valuesBelow(String path, int max) {
        List<Map.Entry<String, String>> parameters = new ArrayList<>();
        Optional<String> next = Optional.empty();
        int emptyPages = 0;
        do {
            Optional<String> token = next;
            Page page = page(calls.call("AmazonSSM.GetParametersByPath", json(json -> {
                json.writeStringField("Path", path);
                json.writeBooleanField("WithDecryption", true);
                if (token.isPresent()) {
                    json.writeStringField("NextToken", token.get());
                }
            })));
            for (Map.Entry<String, String> parameter : page.parameters) {
                if (!parameter.getKey().startsWith(path + "/")) {
                    throw new UnexpectedAnswerException(
                            "the answer of SSM holds a parameter that is not below " + path);
                }
                parameters.add(parameter);
            }
            emptyPages += page.parameters.isEmpty() ? 1 : 0;
            if (emptyPages > MAX_EMPTY_PAGES) {
                throw new UnexpectedAnswerException("SSM has answered " + emptyPages + " pages without a parameter");
            }
            next = page.next;
        } while (next.isPresent() && parameters.size() < max);
        return parameters.subList(0, Math.min(max, parameters.size()));
    }

    @Override
    public void close() {
        calls.close();
    }

    private static Page page(byte[] answer) {
        List<Map.Entry<String, String>> parameters = new ArrayList<>();
        Optional<String> next = Optional.empty();
        try (JsonParser json = JsonCalls.JSON.createParser(answer)) {
            expect(json.nextToken(), JsonToken.START_OBJECT);
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String member = json.currentName();
                JsonToken value = json.nextToken();
                switch (member) {
                    case "Parameter" -> parameters.add(parameter(json));
                    case "Parameters" -> {
                        expect(value, JsonToken.START_ARRAY);
                        while (json.nextToken() != JsonToken.END_ARRAY) {
                            parameters.add(parameter(json));
                        }
                    }
                    case "NextToken" -> next = Optional.ofNullable(json.getValueAsString());
                    default -> json.skipChildren();
                }
            }
        } catch (IOException _) {
            throw new UnexpectedAnswerException("the answer of SSM is not JSON");
        }
        return new Page(parameters, next);
    }

    private static Map.Entry<String, String> parameter(JsonParser json) throws IOException {
        expect(json.currentToken(), JsonToken.START_OBJECT);
        String name = "";
        Optional<String> text = Optional.empty();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String member = json.currentName();
            json.nextToken();
            switch (member) {
                case "Name" -> name = json.getValueAsString("");
                case "Value" -> text = Optional.ofNullable(json.getValueAsString());
                default -> json.skipChildren();
            }
        }
        return Map.entry(
                name, text.orElseThrow(() -> new UnexpectedAnswerException("the answer of SSM holds no value")));
    }

    private static void expect(JsonToken actual, JsonToken expected) {
        if (actual != expected) {
            throw new UnexpectedAnswerException("the answer of SSM has another form");
        }
    }

    private static byte[] json(Fields fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JsonCalls.JSON.createGenerator(bytes)) {
            json.writeStartObject();
            fields.writeTo(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // into memory: cannot be
        }
        return bytes.toByteArray();
    }

    private record Page(List<Map.Entry<String, String>> parameters, Optional<String> next) {}

    @FunctionalInterface
    private interface Fields {
        void writeTo(JsonGenerator json) throws IOException;
    }
}
