// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.raygate.local.xray.wire.RestJson;
import java.util.List;
import java.util.Map;

/**
 * The stages in the order in which a document passes them. A stage has a {@code name}, {@code counts}, and a {@code balance}
 * where it keeps books: what came, less what became of it; zero where the books are closed. Pure.
 */
final class Pipeline {

    private static final List<String> PUT_OUTCOMES = List.of("added", "replaced", "duplicates", "outdated");

    private final JsonNode statuses;
    private final ObjectNode json = RestJson.object();
    private final ArrayNode stages = json.putArray("stages");

    private Pipeline(JsonNode statuses) {
        this.statuses = statuses;
    }

    /**
     * The answer of {@code /api/pipeline}.
     *
     * @param statuses those of the parts of the local stack, by name
     */
    static ObjectNode of(ObjectNode forwarder, JsonNode statuses) {
        return new Pipeline(statuses).write(forwarder);
    }

    private ObjectNode write(ObjectNode forwarder) {
        stages.add(RestJson.object().put("name", "forwarder").setAll(forwarder));
        copy(
                "stream",
                statuses.path("kinesis"),
                List.of("recordsPut", "recordsThrottled", "recordsFailed", "bytesPut"));
        writeFunction();
        writeXRay();
        writeQueues();
        writeShards();
        ObjectNode faults = json.putObject("faults");
        for (Map.Entry<String, JsonNode> source : statuses.properties()) {
            if (!source.getValue().path("faultsActive").isEmpty()) {
                faults.set(source.getKey(), source.getValue().path("faultsActive"));
            }
        }
        json.set("redrive", statuses.path("redrive"));
        return json;
    }

    private void writeFunction() {
        JsonNode lambda = statuses.path("lambda");
        ObjectNode stage = stages.addObject().put("name", "gateway");
        stage.put("state", lambda.path("state").asText(""));
        ObjectNode counts = stage.putObject("counts");
        for (String name : List.of("invocations", "recordsDelivered", "recordsDiscarded", "retries", "splits")) {
            long sum = 0;
            for (JsonNode mapping : lambda.path("mappings")) {
                sum += mapping.path(name).asLong();
            }
            counts.put(name, sum);
        }
        JsonNode books = lambda.path("books");
        if (!books.isEmpty()) {
            stage.set("books", books);
            stage.set("reasons", lambda.path("reasons"));
        }
        stage.put("balance", balance(books));
    }

    /** docs/gateway-metrics.md has the equation. */
    private static long balance(JsonNode books) {
        long came = sum(books, List.of("Documents", "Redriven", "FromSpans", "SplitOff"))
                - sum(books, List.of("SpanRequests"));
        return came - sum(books, List.of("Delivered", "Quarantined", "Rejected", "Parked", "Held", "Unfinished"));
    }

    private static long sum(JsonNode books, List<String> names) {
        return names.stream().mapToLong(name -> books.path(name).asLong()).sum();
    }

    private void writeXRay() {
        JsonNode xray = statuses.path("xray");
        ObjectNode stage = copy("xray", xray, List.of("put", "stored", "traces", "evictedTraces", "evictedDocuments"));
        ObjectNode counts = (ObjectNode) stage.path("counts");
        long settled = 0;
        for (String outcome : PUT_OUTCOMES) {
            counts.put(outcome, xray.path(outcome).asLong());
            settled += xray.path(outcome).asLong();
        }
        long unprocessed = 0;
        for (JsonNode count : xray.path("unprocessed")) {
            unprocessed += count.asLong();
        }
        counts.put("unprocessed", unprocessed);
        stage.putObject("reasons").set("unprocessed", xray.path("unprocessed"));
        stage.put("balance", xray.path("put").asLong() - settled - unprocessed);
    }

    private void writeQueues() {
        ObjectNode queues = json.putObject("queues");
        for (Map.Entry<String, JsonNode> queue :
                statuses.path("sqs").path("queues").properties()) {
            queues.set(queue.getKey(), queue.getValue());
        }
    }

    private void writeShards() {
        ArrayNode shards = json.putArray("shards");
        for (JsonNode mapping : statuses.path("lambda").path("mappings")) {
            for (Map.Entry<String, JsonNode> shard : mapping.path("shards").properties()) {
                ObjectNode written = shards.addObject();
                written.set("stream", mapping.path("stream"));
                written.put("shard", shard.getKey());
                written.setAll((ObjectNode) shard.getValue());
            }
        }
    }

    private ObjectNode copy(String name, JsonNode status, List<String> members) {
        ObjectNode stage = stages.addObject().put("name", name);
        ObjectNode counts = stage.putObject("counts");
        members.forEach(member -> counts.put(member, status.path(member).asLong()));
        return stage;
    }
}
