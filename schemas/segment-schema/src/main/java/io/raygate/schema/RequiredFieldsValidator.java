// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.schema;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.raygate.schema.Verdict.Accepted;
import io.raygate.schema.Verdict.Rejected;
import java.io.IOException;
import java.util.EnumSet;
import org.jspecify.annotations.Nullable;

/**
 * Accepts one JSON object that has every field without which X-Ray refuses a document, of the right type.
 * Costs one pass of a streaming parser.
 */
final class RequiredFieldsValidator implements DocumentValidator {

    private static final Accepted ACCEPTED = new Accepted();

    private final JsonFactory json = new JsonFactory();

    @Override
    public Verdict validate(byte[] bytes, int offset, int length) {
        try (JsonParser parser = json.createParser(bytes, offset, length)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                return rejected(RejectionReason.NOT_JSON, "", "the document is empty");
            }
            if (first != JsonToken.START_OBJECT) {
                parser.skipChildren();
                return trailing(parser, rejected(RejectionReason.NOT_AN_OBJECT, "", "the document is not an object"));
            }
            return trailing(parser, fields(parser));
        } catch (IOException e) {
            return rejected(RejectionReason.NOT_JSON, "", "the document is not well-formed JSON");
        }
    }

    private static Verdict trailing(JsonParser parser, Verdict verdict) throws IOException {
        if (parser.nextToken() == null) {
            return verdict;
        }
        return rejected(RejectionReason.NOT_JSON, "", "something follows the document");
    }

    private static Verdict fields(JsonParser parser) throws IOException {
        EnumSet<RequiredField> seen = EnumSet.noneOf(RequiredField.class);
        @Nullable Verdict wrong = null;
        for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
            JsonToken value = parser.nextToken();
            RequiredField field = RequiredField.named(key);
            if (field != null) {
                seen.add(field);
                if (wrong == null && !field.allows(value)) {
                    wrong = rejected(RejectionReason.INVALID_FIELD, "/" + key, key + " has the wrong type");
                }
            }
            parser.skipChildren();
        }
        return wrong != null ? wrong : missing(seen);
    }

    private static Verdict missing(EnumSet<RequiredField> seen) {
        for (RequiredField field : RequiredField.ALWAYS) {
            if (!seen.contains(field)) {
                return rejected(RejectionReason.MISSING_FIELD, "", field.key() + " is missing");
            }
        }
        if (!seen.contains(RequiredField.END_TIME) && !seen.contains(RequiredField.IN_PROGRESS)) {
            return rejected(RejectionReason.MISSING_FIELD, "", "neither end_time nor in_progress is present");
        }
        return ACCEPTED;
    }

    private static Rejected rejected(RejectionReason reason, String pointer, String message) {
        return new Rejected(reason, pointer, message);
    }
}
