// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops.cluster;

import io.raygate.gitops.cluster.AwsEndpoint.Account;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Functions of an image. moto keeps no {@code loggingConfig}, which therefore does not count here. */
final class AckFunction implements AckKind {

    private static final String PATH = "/2015-03-31/functions";
    private static final String CONCURRENCY = "reservedConcurrentExecutions";
    private static final List<String> CONFIGURATION =
            List.of("description", "role", "memorySize", "timeout", "tracingConfig", "environment");

    @Override
    public List<Reference> references() {
        return List.of(new Reference("roleRef", "Role", "role", "/status/ackResourceMetadata/arn"));
    }

    @Override
    public Optional<Found> read(Account account, JsonNode spec, JsonNode status)
            throws IOException, InterruptedException {
        try {
            JsonNode answer = account.get("lambda", path(spec));
            ObjectNode code = new JsonMapper().createObjectNode();
            code.set("ImageUri", answer.at("/Code/ImageUri"));
            return Optional.of(Found.of(answer.path("Configuration"), CONFIGURATION)
                    .with("code", code)
                    .with(CONCURRENCY, answer.at("/Concurrency/ReservedConcurrentExecutions"))
                    .arn(answer.at("/Configuration/FunctionArn")));
        } catch (AwsRefusal refusal) {
            return AckNamed.absent(refusal);
        }
    }

    @Override
    public void create(Account account, JsonNode spec, ObjectNode status) throws IOException, InterruptedException {
        Map<String, Object> function = AckFields.parameters(spec, CONFIGURATION);
        function.putAll(
                AckFields.parameters(spec, List.of("packageType", "code", "architectures", "loggingConfig", "tags")));
        function.put("FunctionName", spec.path("name"));
        account.send("lambda", "POST", PATH, function);
        reserve(account, spec);
    }

    private static void reserve(Account account, JsonNode spec) throws IOException, InterruptedException {
        if (spec.has(CONCURRENCY)) {
            account.send(
                    "lambda",
                    "PUT",
                    "/2017-10-31/functions/" + spec.path("name").asString("") + "/concurrency",
                    AckFields.parameters(spec, List.of(CONCURRENCY)));
        }
    }

    @Override
    public void update(Account account, JsonNode spec, JsonNode status, Set<String> changed)
            throws IOException, InterruptedException {
        if (changed.contains("code")) {
            account.send("lambda", "PUT", path(spec) + "/code", Map.of("ImageUri", spec.at("/code/imageURI")));
        }
        if (changed.contains(CONCURRENCY)) {
            reserve(account, spec);
        }
        Map<String, Object> configuration = new LinkedHashMap<>(AckFields.parameters(
                spec, CONFIGURATION.stream().filter(changed::contains).toList()));
        if (!configuration.isEmpty()) {
            account.send("lambda", "PUT", path(spec) + "/configuration", configuration);
        }
    }

    @Override
    public void delete(Account account, JsonNode spec, JsonNode status) throws IOException, InterruptedException {
        account.send("lambda", "DELETE", path(spec), Map.of());
    }

    private static String path(JsonNode spec) {
        return PATH + "/" + spec.path("name").asString("");
    }
}
