// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.it.stack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * The local stack's status page as JSON.
 *
 * @param json {@code GET /api/status}
 */
public record StackStatus(JsonNode json) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static StackStatus read(URI page) {
        return new StackStatus(json(page, "/api/status"));
    }

    /** Bodies of the newest messages of a queue, newest first. */
    static List<JsonNode> messages(URI page, String queue) {
        List<JsonNode> bodies = new ArrayList<>();
        json(page, "/api/queues/" + queue).forEach(message -> bodies.add(message.path("body")));
        return bodies;
    }

    private static JsonNode json(URI page, String path) {
        try {
            return JSON.readTree(Http.get(page.resolve(path)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("GET " + path + " is not answered with JSON", e);
        }
    }

    /** Documents that X-Ray holds. */
    public long stored() {
        return number("/xray/stored");
    }

    /** Documents that X-Ray was given by either API, repetitions included. */
    public long put() {
        return number("/xray/put");
    }

    /** Spans that X-Ray's OTLP endpoint has taken, repetitions included. */
    public long otlpSpans() {
        return number("/otlp/storedSpans");
    }

    /** Documents that PutTraceSegments has refused. */
    public long unprocessed() {
        long sum = 0;
        for (JsonNode count : json.at("/xray/unprocessed")) {
            sum += count.asLong();
        }
        return sum;
    }

    /** Documents that PutTraceSegments was given once more, as they were. */
    public long duplicates() {
        return number("/xray/duplicates");
    }

    /** Documents that were new to X-Ray, those that it has thrown away since included. */
    public long added() {
        return number("/xray/added");
    }

    /** Messages sent to a queue. */
    public long sent(String queue) {
        return json.at("/sqs/queues/" + queue + "/sent").asLong(0);
    }

    /** Messages in a queue. */
    public long waiting(String queue) {
        return json.at("/sqs/queues/" + queue + "/waiting").asLong(0);
    }

    /** Faults injected into a service. */
    public long faults(String service) {
        return number("/" + service + "/faultsInjected");
    }

    /** Entries of PutRecords that were throttled. */
    public long throttled() {
        return number("/kinesis/recordsThrottled");
    }

    /** True where everything on the stream has been read and dealt with. */
    public boolean isIdle() {
        for (JsonNode mapping : json.at("/lambda/mappings")) {
            for (JsonNode shard : mapping.path("shards")) {
                if (shard.path("recordsUnfinished").asLong() > 0
                        || shard.path("millisBehind").asLong() > 0) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Processes of the gateway that run now. */
    public List<Long> gatewayPids() {
        List<Long> pids = new ArrayList<>();
        json.at("/lambda/environments")
                .forEach(environment -> pids.add(environment.path("pid").asLong()));
        pids.removeIf(pid -> pid <= 0);
        return pids;
    }

    /** How often a process of the gateway was started. */
    public long gatewayStarts() {
        long starts = 0;
        for (JsonNode environment : json.at("/lambda/environments")) {
            starts += environment.path("starts").asLong();
        }
        return starts;
    }

    private long number(String pointer) {
        JsonNode value = json.at(pointer);
        if (!value.isNumber()) {
            throw new IllegalStateException("Not a number in /api/status: " + pointer + " of " + json);
        }
        return value.asLong();
    }
}
