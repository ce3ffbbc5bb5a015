// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.ssm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.raygate.local.aws.AwsAccount;
import java.time.InstantSource;
import java.util.List;

/** The operations of the API on parameters. */
final class SsmOperations {

    /** Names of one GetParameters and results of one GetParametersByPath; Systems Manager API reference, read 2026-11-22. */
    private static final int MAX_PARAMETERS = 10;

    /** Stands for the ciphertext of a secret that is read without decryption. */
    private static final String UNREADABLE = "AQICAHencrypted";

    private static final double MILLIS_PER_SECOND = 1_000;

    private final ParameterStore store;
    private final AwsAccount account;
    private final InstantSource clock;

    SsmOperations(ParameterStore store, AwsAccount account, InstantSource clock) {
        this.store = store;
        this.account = account;
        this.clock = clock;
    }

    /** Throws {@link SsmRefusal} where it refuses. */
    ObjectNode answer(String operation, JsonNode in) {
        return switch (operation) {
            case "PutParameter" -> putParameter(in);
            case "GetParameter" -> getParameter(in);
            case "GetParameters" -> getParameters(in);
            case "GetParametersByPath" -> getParametersByPath(in);
            case "DeleteParameter" -> deleteParameter(in);
            default -> throw new SsmRefusal("UnknownOperationException", "Not in the local stack: " + operation);
        };
    }

    private ObjectNode putParameter(JsonNode in) {
        String value = in.path("Value").asText();
        Tier tier = Tier.of(in.path("Tier").asText("Standard"), value);
        String type = in.path("Type").asText("String");
        Parameter stored = store.put(
                new Parameter.Put(in.path("Name").asText(), type, tier, value),
                in.path("Overwrite").asBoolean(),
                clock.instant());
        return object().put("Version", stored.version()).put("Tier", tier.label());
    }

    private ObjectNode getParameter(JsonNode in) {
        String name = in.path("Name").asText();
        Parameter found =
                store.find(name).orElseThrow(() -> new SsmRefusal("ParameterNotFound", "Parameter not found: " + name));
        ObjectNode answer = object();
        answer.set("Parameter", describe(found, decrypt(in)));
        return answer;
    }

    private ObjectNode getParameters(JsonNode in) {
        if (in.path("Names").size() > MAX_PARAMETERS) {
            throw new SsmRefusal("ValidationException", "At most " + MAX_PARAMETERS + " names");
        }
        ObjectNode answer = object();
        ArrayNode found = answer.putArray("Parameters");
        ArrayNode invalid = answer.putArray("InvalidParameters");
        for (JsonNode name : in.path("Names")) {
            store.find(name.asText())
                    .ifPresentOrElse(
                            parameter -> found.add(describe(parameter, decrypt(in))), () -> invalid.add(name.asText()));
        }
        return answer;
    }

    /** The token of the next page is the number of parameters before it. */
    private ObjectNode getParametersByPath(JsonNode in) {
        List<Parameter> all =
                store.below(in.path("Path").asText(), in.path("Recursive").asBoolean());
        int from = Math.min(all.size(), in.path("NextToken").asInt(0));
        int to = Math.min(all.size(), from + in.path("MaxResults").asInt(MAX_PARAMETERS));
        ObjectNode answer = object();
        ArrayNode found = answer.putArray("Parameters");
        all.subList(from, to).forEach(parameter -> found.add(describe(parameter, decrypt(in))));
        if (to < all.size()) {
            answer.put("NextToken", Integer.toString(to));
        }
        return answer;
    }

    private ObjectNode deleteParameter(JsonNode in) {
        String name = in.path("Name").asText();
        if (!store.delete(name)) {
            throw new SsmRefusal("ParameterNotFound", "Parameter not found: " + name);
        }
        return object();
    }

    private static boolean decrypt(JsonNode in) {
        return in.path("WithDecryption").asBoolean();
    }

    private ObjectNode describe(Parameter parameter, boolean decrypt) {
        Parameter.Put put = parameter.put();
        String separator = put.name().startsWith("/") ? "" : "/";
        return object().put("Name", put.name())
                .put("Type", put.type())
                .put("Value", put.isSecret() && !decrypt ? UNREADABLE : put.value())
                .put("Version", parameter.version())
                .put("LastModifiedDate", parameter.changed().toEpochMilli() / MILLIS_PER_SECOND)
                .put("ARN", account.arn("ssm", "parameter" + separator + put.name()))
                .put("DataType", "text");
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
