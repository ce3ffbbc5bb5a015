// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.stack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The counters of a local stack at one moment.
 *
 * @param json {@code GET /api/status}
 */
public record StackStatus(JsonNode json) {

    /** Documents that X-Ray was given, repetitions and those that it refused included. */
    public long put() {
        return json.at("/xray/put").asLong();
    }

    /** Documents that were new to X-Ray. */
    public long added() {
        return json.at("/xray/added").asLong();
    }

    /** Messages that a queue was sent. */
    public long sent(String queue) {
        return json.at("/sqs/queues/" + queue + "/sent").asLong();
    }

    /** Whether everything on the streams has been read and dealt with. */
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

    /** Records on the streams that nobody has dealt with. */
    public long unfinished() {
        long records = 0;
        for (JsonNode mapping : json.at("/lambda/mappings")) {
            for (JsonNode shard : mapping.path("shards")) {
                records += shard.path("recordsUnfinished").asLong();
            }
        }
        return records;
    }

    /** Age of the oldest record that was read and is not done, of all shards, in milliseconds. */
    public long millisBehind() {
        long most = 0;
        for (JsonNode mapping : json.at("/lambda/mappings")) {
            for (JsonNode shard : mapping.path("shards")) {
                most = Math.max(most, shard.path("millisBehind").asLong());
            }
        }
        return most;
    }

    /** Events that the function was given, by all mappings. */
    public long invocations() {
        long invocations = 0;
        for (JsonNode mapping : json.at("/lambda/mappings")) {
            invocations += mapping.path("invocations").asLong();
        }
        return invocations;
    }

    /** Processes of the function that run now. */
    public List<Long> functionPids() {
        List<Long> pids = new ArrayList<>();
        json.at("/lambda/environments")
                .forEach(environment -> pids.add(environment.path("pid").asLong()));
        pids.removeIf(pid -> pid <= 0);
        return pids;
    }

    /**
     * A percentile of the time from the end of a document to its arrival at X-Ray, of those that arrived since. Off by a tenth at
     * most.
     *
     * @return milliseconds, not a number where none arrived
     */
    public double latencyMillis(StackStatus since, double percentile) {
        Map<Double, Long> ages = new TreeMap<>();
        json.at("/xray/ageMillis")
                .properties()
                .forEach(age ->
                        ages.merge(Double.valueOf(age.getKey()), age.getValue().asLong(), Long::sum));
        since.json()
                .at("/xray/ageMillis")
                .properties()
                .forEach(age ->
                        ages.merge(Double.valueOf(age.getKey()), -age.getValue().asLong(), Long::sum));
        long all = ages.values().stream().mapToLong(Long::longValue).sum();
        long before = 0;
        for (Map.Entry<Double, Long> age : ages.entrySet()) {
            before += age.getValue();
            if (all > 0 && before >= Math.ceil(all * percentile / 100)) {
                return age.getKey();
            }
        }
        return Double.NaN;
    }
}
