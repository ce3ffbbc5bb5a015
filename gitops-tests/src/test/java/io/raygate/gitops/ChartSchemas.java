// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops;

import io.raygate.schema.explain.ContractSchema;
import io.raygate.schema.explain.SchemaChecker;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes a chart's {@code values.schema.json}: what people write is described by the contract's schemas, bundled whole, a
 * tenant file under one key; the chart's own keys by {@code chart-values/<chart>.yaml} of the test resources; the forwarder's keys by its classes.
 */
final class ChartSchemas {

    static final List<String> CHARTS = List.of("collector", "edge", "gateway", "shared", "tenant");

    private static final JsonMapper JSON = new JsonMapper();

    /** As the contract's schemas are written. */
    private static final DefaultPrettyPrinter TWO_SPACES = new DefaultPrettyPrinter(new Separators()
                    .withObjectNameValueSpacing(Separators.Spacing.AFTER)
                    .withObjectEmptySeparator("")
                    .withArrayEmptySeparator(""))
            .withArrayIndenter(new DefaultIndenter("  ", "\n"))
            .withObjectIndenter(new DefaultIndenter("  ", "\n"));

    /** Go's expressions, which Helm uses, cannot look ahead. */
    private static final Pattern NOT_AT_START = Pattern.compile("\\^\\(\\?!([^()]+)\\)(.+)");

    /** Nor do they repeat more than a thousand times. */
    private static final Pattern LONG = Pattern.compile("\\^(\\[[^]]+])\\{([0-9]+),([0-9]{4,})}\\$");

    private static final List<ContractSchema> BUNDLED =
            List.of(ContractSchema.ENVIRONMENT, ContractSchema.TENANT, ContractSchema.SAMPLING_RULES);

    /** What charts/gateway derives from the environment, or knows itself; and what is not for a function in AWS. */
    static final Set<String> GIVEN = Set.of(
            "raygate.tenancy.signing-keys.directory",
            "raygate.observe.ring",
            "raygate.policy.directory",
            "raygate.policy.environment",
            "raygate.policy.source",
            "raygate.quarantine.held-queue",
            "raygate.quarantine.parked-queue",
            "raygate.quarantine.queue",
            "raygate.redact.hash-key",
            "raygate.redact.hash-key-file",
            "raygate.redact.hash-key-parameter",
            "raygate.redact.platform[*].action",
            "raygate.redact.platform[*].length",
            "raygate.redact.platform[*].path",
            "raygate.redact.unreadable",
            "raygate.submit.account-segments-per-second",
            "raygate.submit.invocations-per-shard",
            "raygate.validate.mode",
            "raygate.validate.tenants.*");

    private ChartSchemas() {}

    /** The file's text. */
    static String text(String chart) {
        ObjectNode schema = JSON.createObjectNode()
                .put("$schema", "https://json-schema.org/draft/2020-12/schema")
                .put("title", "Values of charts/" + chart)
                .put("description", "Made by ChartSchemasTest of gitops-tests, which says how; not to be edited.")
                .put("type", "object")
                .put("additionalProperties", false);
        ObjectNode properties = own(chart);
        for (String name : List.of("apiVersion", "environment")) {
            properties.putObject(name).put("$ref", ContractSchema.ENVIRONMENT.id() + "#/properties/" + name);
        }
        if (!List.of("gateway", "shared").contains(chart)) {
            properties.putObject("tenant").put("$ref", ContractSchema.TENANT.id());
        }
        // The forwarder of a shared cluster has no tenant file; the chart says which of the two is missing.
        ArrayNode required = schema.putArray("required");
        properties.propertyNames().stream()
                .filter(name -> name.equals("environment") || (name.equals("tenant") && !chart.equals("edge")))
                .forEach(required::add);
        schema.set("properties", properties);
        ObjectNode definitions = schema.putObject("$defs");
        for (ContractSchema bundled : BUNDLED) {
            definitions.set(bundled.name().toLowerCase(Locale.ROOT).replace('_', '-'), contract(bundled));
        }
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(schema) + "\n";
    }

    /**
     * The environment file's schema, with what it says of {@code environment.gateway} made anew: the keys of charts/gateway,
     * each described by where it is explained.
     */
    static String environment() {
        ObjectNode schema = (ObjectNode) JSON.readTree(SchemaChecker.text(ContractSchema.ENVIRONMENT));
        ObjectNode keys = own("gateway");
        keys.properties().forEach(key -> describe(key.getKey(), (ObjectNode) key.getValue()));
        ((ObjectNode) schema.at("/properties/environment/properties/gateway"))
                .put("additionalProperties", false)
                .set("properties", keys);
        return JSON.writer().with(TWO_SPACES).writeValueAsString(schema) + "\n";
    }

    private static void describe(String path, ObjectNode schema) {
        boolean setting = path.startsWith("settings.");
        schema.put(
                "description",
                setting
                        ? "raygate." + path.substring("settings.".length()) + ", docs/configuration.md."
                        : path + ", gitops/charts/gateway/values.yaml.");
        schema.put("x-source", "Raygate");
        String unit = Stream.of("Seconds", "Minutes", "Days", "Megabytes")
                .filter(path::endsWith)
                .findFirst()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .orElse("count");
        if (schema.path("type").asString("").equals("integer")) {
            schema.put("x-unit", unit);
        }
        schema.path("properties")
                .properties()
                .forEach(key -> describe(path + "." + key.getKey(), (ObjectNode) key.getValue()));
    }

    private static ObjectNode own(String chart) {
        String resource = "/chart-values/" + chart + ".yaml";
        try (InputStream in = ChartSchemas.class.getResourceAsStream(resource)) {
            ObjectNode own = (ObjectNode) Yaml.MAPPER.readTree(in);
            switch (chart) {
                case "edge" -> own.set("forwarder", SettingsSchema.of(ConfigurationKeys.FORWARDER, Set.of()));
                case "gateway" -> own.set("settings", SettingsSchema.of(ConfigurationKeys.GATEWAY, GIVEN));
                default -> {}
            }
            return own;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode contract(ContractSchema schema) {
        String text = schema == ContractSchema.ENVIRONMENT ? environment() : SchemaChecker.text(schema);
        ObjectNode tree = (ObjectNode) JSON.readTree(text);
        tree.remove("$schema");
        adapt(tree);
        return tree;
    }

    /** Leaves out what Helm does not show, and says otherwise what Go's expressions cannot. */
    private static void adapt(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove(List.of("x-unit", "x-source", "x-message"));
            String pattern = object.path("pattern").asString("");
            Matcher start = NOT_AT_START.matcher(pattern);
            if (start.matches()) {
                object.put("pattern", "^" + start.group(2));
                object.putObject("not").put("pattern", "^" + start.group(1));
            }
            Matcher repeated = LONG.matcher(pattern);
            if (repeated.matches()) {
                object.put("pattern", "^" + repeated.group(1) + "*$")
                        .put("minLength", Integer.parseInt(repeated.group(2)))
                        .put("maxLength", Integer.parseInt(repeated.group(3)));
            }
        }
        node.forEach(ChartSchemas::adapt);
    }
}
