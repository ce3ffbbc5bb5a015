// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.it;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the manifests of an environment and of a tenant describe, as options of the local stack: the account, the stream, the
 * queues, the function that reads the stream, the one that redrives, and their event source mappings. Variables of the
 * functions are those of the manifests to the letter, queue URLs included.
 *
 * <p>What differs on one machine: the functions are {@code function.zip} and not an image, reserved concurrency, roles,
 * keys and retention are nobody's here, and {@code AWS_ENDPOINT_URL} leads to the local stack, to which the SDK then sends
 * whatever host a queue's URL names.
 */
final class RenderedStack {

    private final RenderedApplication gateway;
    private final RenderedApplication tenant;
    private final List<String> options = new ArrayList<>();

    private RenderedStack(RenderedApplication gateway, RenderedApplication tenant) {
        this.gateway = gateway;
        this.tenant = tenant;
    }

    /** JVM options of the local stack. */
    static List<String> options(RenderedApplication gateway, RenderedApplication tenant) {
        RenderedStack stack = new RenderedStack(gateway, tenant);
        stack.queues();
        stack.stream();
        stack.mapping();
        stack.redrive();
        return List.copyOf(stack.options);
    }

    private void queues() {
        for (JsonNode queue : gateway.all("Queue")) {
            JsonNode spec = queue.path("spec");
            option(
                    "sqs.queues." + spec.path("queueName").asText() + ".visibility-timeout",
                    spec.path("visibilityTimeout").asText("30") + "s");
        }
    }

    private void stream() {
        JsonNode spec = tenant.only("Stream").path("spec");
        option("kinesis.streams." + spec.path("name").asText() + ".shards", spec.path("shardCount"));
    }

    private void mapping() {
        JsonNode spec = tenant.only("EventSourceMapping").path("spec");
        assertThat(spec.path("startingPosition").asText()).isEqualTo("TRIM_HORIZON"); // the stack knows no other
        assertThat(spec.path("enabled").asBoolean()).isTrue();
        Arn stream = Arn.of(spec.path("eventSourceARN"));
        option("aws.region", stream.region());
        option("aws.account-id", stream.account());
        option("event-source-mapping.streams", stream.name());
        option("event-source-mapping.batch-size", spec.path("batchSize"));
        option("event-source-mapping.maximum-batching-window", spec.path("maximumBatchingWindowInSeconds"), "s");
        option("event-source-mapping.parallelization-factor", spec.path("parallelizationFactor"));
        option("event-source-mapping.bisect-batch-on-function-error", spec.path("bisectBatchOnFunctionError"));
        option("event-source-mapping.maximum-record-age", spec.path("maximumRecordAgeInSeconds"), "s");
        option("event-source-mapping.maximum-retry-attempts", spec.path("maximumRetryAttempts"));
        option("event-source-mapping.report-batch-item-failures", reportsItems(spec));
        option(
                "event-source-mapping.on-failure-queue",
                Arn.of(spec.at("/destinationConfig/onFailure/destination")).name());
        JsonNode function = function(spec);
        option("function.memory-size", function.path("memorySize"), "M");
        option("function.timeout", function.path("timeout"), "s");
        environment("function", function);
    }

    /** The mapping is disabled until somebody redrives: here a request is what enables it. */
    private void redrive() {
        JsonNode spec = gateway.named("EventSourceMapping", "raygate-redrive").path("spec");
        assertThat(reportsItems(spec)).isEqualTo("true"); // the stack takes it for granted
        option("redrive.queue", Arn.of(spec.path("eventSourceARN")).name());
        option("redrive.batch-size", spec.path("batchSize"));
        environment("redrive", function(spec));
    }

    private JsonNode function(JsonNode mapping) {
        return gateway.named("Function", mapping.at("/functionRef/from/name").asText())
                .path("spec");
    }

    private void environment(String function, JsonNode spec) {
        spec.at("/environment/variables")
                .properties()
                .forEach(variable -> option(function + ".environment." + variable.getKey(), variable.getValue()));
    }

    private static String reportsItems(JsonNode mapping) {
        return "" + mapping.path("functionResponseTypes").toString().contains("ReportBatchItemFailures");
    }

    private void option(String key, JsonNode value) {
        option(key, value, "");
    }

    private void option(String key, JsonNode value, String unit) {
        assertThat(value.isValueNode()).as(key).isTrue();
        option(key, value.asText() + unit);
    }

    private void option(String key, String value) {
        assertThat(value).as(key).isNotEmpty().doesNotContainAnyWhitespaces();
        options.add("-Draygate.local." + key + "=" + value);
    }

    /** The parts of an ARN that count here; the name without {@code stream/}. */
    private record Arn(String region, String account, String name) {

        static Arn of(JsonNode text) {
            String[] parts = text.asText().split(":", 6);
            return new Arn(parts[3], parts[4], parts[5].substring(parts[5].indexOf('/') + 1));
        }
    }
}
