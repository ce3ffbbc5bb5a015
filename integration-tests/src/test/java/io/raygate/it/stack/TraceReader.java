// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.it.stack;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.xray.XRayClient;
import software.amazon.awssdk.services.xray.model.Segment;
import software.amazon.awssdk.services.xray.model.Service;
import software.amazon.awssdk.services.xray.model.TraceSummary;

/** Reads traces back with the AWS SDK. Thread-safe. */
public final class TraceReader implements AutoCloseable {

    /** BatchGetTraces takes five: messages of the service in boto/boto3 issue 3924, read 2026-11-22. */
    private static final int MAX_TRACE_IDS = 5;

    private static final Duration LOOK_BACK = Duration.ofMinutes(30);

    private final XRayClient xray;

    TraceReader(URI endpoint) {
        xray = XRayClient.builder()
                .endpointOverride(endpoint)
                .region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    /** The documents of some traces by their ids, as they are stored. */
    public Map<String, String> documents(Collection<String> traceIds) {
        Map<String, String> documents = new HashMap<>();
        List<String> ids = traceIds.stream().distinct().toList(); // X-Ray refuses one that is asked for twice
        for (int i = 0; i < ids.size(); i += MAX_TRACE_IDS) {
            List<String> some = ids.subList(i, Math.min(ids.size(), i + MAX_TRACE_IDS));
            xray.batchGetTraces(request -> request.traceIds(some)).traces().stream()
                    .flatMap(trace -> trace.segments().stream())
                    .forEach((Segment segment) -> documents.put(segment.id(), segment.document()));
        }
        return documents;
    }

    /** The traces of the last half hour. */
    public List<TraceSummary> summaries() {
        List<TraceSummary> summaries = new ArrayList<>();
        xray.getTraceSummariesPaginator(request -> request.startTime(begin()).endTime(Instant.now()))
                .traceSummaries()
                .forEach(summaries::add);
        return summaries;
    }

    /** The service graph of the last half hour. */
    public List<Service> services() {
        return xray.getServiceGraph(request -> request.startTime(begin()).endTime(Instant.now()))
                .services();
    }

    @Override
    public void close() {
        xray.close();
    }

    private static Instant begin() {
        return Instant.now().minus(LOOK_BACK);
    }
}
