// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.schema.explain;

import io.raygate.schema.DocumentLimits;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The slow second opinion on segment documents: schema, and the rules that a schema cannot say, written without any
 * of the fast validator's code. Finds every violation where the fast one stops at the first. A document without
 * violations is one that the fast validator accepts in strict mode. Thread-safe.
 */
public final class DocumentOracle {

    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(?:\\.[0-9]+)?(?:[eE][-+]?([0-9]+))?");
    private static final int MAX_NUMBER_LENGTH = 64;
    private static final int MAX_EXPONENT_DIGITS = 3;
    private static final int MAX_MAGNITUDE = 307;

    private final DocumentLimits limits;
    private final SchemaChecker schemas;
    private final JsonMapper mapper;

    /** Limits as the fast validator has them. */
    public DocumentOracle(DocumentLimits limits, SchemaChecker schemas) {
        this.limits = limits;
        this.schemas = schemas;
        StreamReadConstraints constraints = StreamReadConstraints.builder()
                .maxNestingDepth(limits.maxDepth())
                .maxNameLength(limits.maxInputBytes())
                .maxNumberLength(limits.maxInputBytes())
                .build();
        this.mapper = JsonMapper.builder(JsonFactory.builder()
                        .streamReadConstraints(constraints)
                        .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
                        .disable(TokenStreamFactory.Feature.INTERN_PROPERTY_NAMES)
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .build())
                .build();
    }

    /** All violations of a document that is JSON; else the one that makes it none. */
    public List<Violation> violations(byte[] document) {
        if (document.length > limits.maxDocumentBytes()) {
            return List.of(
                    new Violation("", "size", "the document has more than " + limits.maxDocumentBytes() + " bytes"));
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(document))
                    .toString();
            List<Violation> numbers = numbers(text);
            return numbers.isEmpty() ? schemas.check(ContractSchema.DOCUMENT, tree(text)) : numbers;
        } catch (CharacterCodingException e) {
            return List.of(new Violation("", "text", "the text is not UTF-8"));
        } catch (JacksonException e) {
            return List.of(new Violation("", "json", e.getOriginalMessage()));
        }
    }

    private JsonNode tree(String text) {
        return mapper.readTree(text);
    }

    /** Reads the text to its end, and so finds all that is wrong with it as JSON; violations are numbers too large. */
    private List<Violation> numbers(String text) {
        List<Violation> violations = new ArrayList<>();
        try (JsonParser parser = mapper.createParser(text)) {
            int roots = 0;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token.isNumeric() && !fits(parser.getString())) {
                    String pointer = parser.streamReadContext().pathAsPointer().toString();
                    violations.add(new Violation(pointer, "number", "the number is not finite or too long"));
                }
                if (parser.streamReadContext().inRoot() && !token.isStructStart()) {
                    roots++;
                }
            }
            if (roots != 1) {
                violations.add(new Violation("", "json", "the text holds " + roots + " JSON values"));
            }
        }
        return violations;
    }

    private static boolean fits(String token) {
        Matcher matcher = NUMBER.matcher(token);
        if (!matcher.matches() || token.length() > MAX_NUMBER_LENGTH) {
            return false;
        }
        String exponent = matcher.group(1);
        if (exponent != null && exponent.length() > MAX_EXPONENT_DIGITS) {
            return false;
        }
        BigDecimal value = new BigDecimal(token);
        return value.signum() == 0 || value.precision() - value.scale() - 1 <= MAX_MAGNITUDE;
    }
}
