// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.receive;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * A header line in an unusual spelling. The daemon reads it with Go's {@code encoding/json} and ignores its
 * error: a line that is not JSON leaves both fields empty, a field of the wrong type leaves that field as it
 * was, a later key overrides an earlier one, and {@code 1.0}, {@code 1e0} and {@code "1"} are not the integer 1.
 */
final class DatagramHeader {

    /** A factory that keeps names keeps those of any header ever sent, of up to 50,000 characters. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private String format = "";
    private String version = "";

    private DatagramHeader() {}

    static boolean isValid(byte[] line) {
        DatagramHeader header = new DatagramHeader();
        // Go replaces bytes that are not UTF-8 where Jackson would give up, and so does String.
        try (JsonParser json = JSON.createParser(new String(line, StandardCharsets.UTF_8))) {
            return header.read(json) && header.isVersionOneJson();
        } catch (IOException _) {
            return false;
        }
    }

    private boolean isVersionOneJson() {
        return format.equalsIgnoreCase("json") && version.equals("1");
    }

    private boolean read(JsonParser json) throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            return false;
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String key = json.currentName();
            readValue(key, json.nextToken(), json);
            json.skipChildren();
        }
        return json.nextToken() == null;
    }

    private void readValue(String key, JsonToken value, JsonParser json) throws IOException {
        if (key.equalsIgnoreCase("format") && value == JsonToken.VALUE_STRING) {
            format = json.getText();
        }
        if (key.equalsIgnoreCase("version") && value == JsonToken.VALUE_NUMBER_INT) {
            version = json.getText();
        }
    }
}
