// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.schema.explain;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import com.networknt.schema.path.PathType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Validates trees against the contract's schemas, with networknt's validator. Thread-safe; costs about 50 µs per KB. */
public final class SchemaChecker {

    /** For a person where the keyword's own message would not help: a message for each keyword beside it. */
    private static final String MESSAGE = "x-message";

    private static final Dialect DIALECT = Dialect.builder(Dialects.getDraft202012())
            .keyword(new NonValidationKeyword("x-unit"))
            .keyword(new NonValidationKeyword("x-source"))
            .keyword(new NonValidationKeyword(MESSAGE))
            .build();

    private final Map<ContractSchema, Schema> schemas = new EnumMap<>(ContractSchema.class);

    /** Compiles all schemas. */
    public SchemaChecker() {
        Map<String, String> texts = new HashMap<>();
        for (ContractSchema schema : ContractSchema.values()) {
            texts.put(schema.id(), text(schema));
        }
        SchemaRegistryConfig config = SchemaRegistryConfig.builder()
                .pathType(PathType.JSON_POINTER)
                .locale(Locale.ROOT)
                .errorMessageKeyword(MESSAGE)
                .build();
        SchemaRegistry registry = SchemaRegistry.withDialect(
                DIALECT, builder -> builder.schemas(texts).schemaRegistryConfig(config));
        for (ContractSchema schema : ContractSchema.values()) {
            schemas.put(schema, registry.getSchema(SchemaLocation.of(schema.id())));
        }
    }

    /** All violations, in the schema's order; empty for a valid tree. */
    public List<Violation> check(ContractSchema schema, JsonNode tree) {
        Schema compiled = schemas.get(schema);
        if (compiled == null) {
            throw new IllegalArgumentException("schema=" + schema);
        }
        return compiled.validate(tree).stream().map(SchemaChecker::violation).toList();
    }

    private static Violation violation(Error error) {
        String pointer = error.getInstanceLocation().toString();
        String property = error.getProperty();
        boolean extra = property != null && "additionalProperties".equals(error.getKeyword());
        return new Violation(
                extra ? pointer + "/" + property.replace("~", "~0").replace("/", "~1") : pointer,
                error.getKeyword(),
                error.getMessage());
    }

    /** The schema's text. */
    public static String text(ContractSchema schema) {
        try (InputStream in = SchemaChecker.class.getResourceAsStream(schema.resource())) {
            if (in == null) {
                throw new IllegalStateException("missing resource: " + schema.resource());
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
