// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops.cluster;

import io.raygate.gitops.cluster.AwsEndpoint.Account;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Event source mappings, found by their id. Function and {@code enabled} count when one is created, and never again. */
final class AckMapping implements AckKind {

    private static final String PATH = "/2015-03-31/event-source-mappings/";
    private static final List<String> READ = List.of(
            "batchSize",
            "bisectBatchOnFunctionError",
            "destinationConfig",
            "functionResponseTypes",
            "maximumBatchingWindowInSeconds",
            "maximumRecordAgeInSeconds",
            "maximumRetryAttempts",
            "parallelizationFactor");

    @Override
    public List<Reference> references() {
        return List.of(new Reference("functionRef", "Function", "functionName", "/spec/name"));
    }

    @Override
    public Optional<Found> read(Account account, JsonNode spec, JsonNode status)
            throws IOException, InterruptedException {
        if (!status.has("uuid")) {
            return Optional.empty();
        }
        try {
            JsonNode mapping = account.get("lambda", PATH + status.path("uuid").asString(""));
            return Optional.of(Found.of(mapping, READ).status("state", mapping.path("State")));
        } catch (AwsRefusal refusal) {
            return AckNamed.absent(refusal);
        }
    }

    @Override
    public void create(Account account, JsonNode spec, ObjectNode status) throws IOException, InterruptedException {
        List<String> fields = new ArrayList<>(READ);
        fields.addAll(List.of("functionName", "eventSourceARN", "startingPosition", "enabled"));
        status.set(
                "uuid",
                account.send("lambda", "POST", PATH, AckFields.parameters(spec, fields))
                        .path("UUID"));
    }

    @Override
    public void update(Account account, JsonNode spec, JsonNode status, Set<String> changed)
            throws IOException, InterruptedException {
        account.send("lambda", "PUT", PATH + status.path("uuid").asString(""), AckFields.parameters(spec, changed));
    }

    @Override
    public void delete(Account account, JsonNode spec, JsonNode status) throws IOException, InterruptedException {
        account.send("lambda", "DELETE", PATH + status.path("uuid").asString(""), Map.of());
    }
}
