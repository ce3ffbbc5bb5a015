// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.workload.kubernetes;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.raygate.edge.workload.kubernetes.PodReader.NotAnAnswerException;
import io.raygate.edge.workload.kubernetes.WatchEvent.ApiObject;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The two requests of a watch on the pods of one node, or of a cluster (Kubernetes API concepts, "Efficient detection of changes",
 * <a href="https://kubernetes.io/docs/reference/using-api/api-concepts/">kubernetes.io</a>). Answers are read as they
 * stream in: one object at a time is in memory, whatever their length. Blocks.
 */
final class NodePods {

    /** No object that the API server stores is larger: etcd's default limit of a request is 1.5 MiB. */
    private static final int MAX_OBJECT_CHARS = 2 * 1024 * 1024;

    /**
     * Names of members are what owners of pods write, in annotations and in managedFields: none is kept for the next
     * document, and none is too long as long as the object is not.
     */
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(200)
                    .maxNameLength(MAX_OBJECT_CHARS)
                    .maxStringLength(MAX_OBJECT_CHARS)
                    .build())
            .build();

    private final ApiServer api;
    private final String path;
    private final Set<String> chosenLabels;
    private final Duration listTimeout;

    /**
     * Of one API server.
     *
     * @param fieldSelector which pods, such as {@code spec.nodeName=node-1}
     * @param listTimeout longest list
     */
    NodePods(ApiServer api, String fieldSelector, Set<String> chosenLabels, Duration listTimeout) {
        this.api = api;
        this.path = "/api/v1/pods?fieldSelector=" + URLEncoder.encode(fieldSelector, StandardCharsets.UTF_8);
        this.chosenLabels = chosenLabels;
        this.listTimeout = listTimeout;
    }

    /** Ends the request under way. */
    void stop() {
        api.disconnect();
    }

    /**
     * Gives every pod that is selected to {@code pods}.
     *
     * @param notOlderThan a resource version; {@code 0} for whatever the API server has in its cache; empty for what the
     *     cluster's store holds now, which costs the cluster most
     * @return the version from which a watch goes on
     * @throws NotAnAnswerException where the answer is not a list of pods to its end
     */
    String list(String notOlderThan, Consumer<Pod> pods) throws IOException {
        ListFields list = new ListFields();
        String query = notOlderThan.isEmpty() ? path : path + "&resourceVersion=" + encoded(notOlderThan);
        try (InputStream body = new TimedBody(api.get(query), listTimeout);
                JsonParser json = JSON.createParser(body)) {
            json.nextToken();
            JsonFields.ofObject(json, field -> {
                switch (field) {
                    case "kind" -> list.kind = JsonFields.text(json);
                    case "metadata" -> list.readVersion(json);
                    case "items" -> {
                        list.hasItems = true;
                        JsonFields.ofArray(
                                json,
                                () -> pods.accept(
                                        PodReader.read(json, chosenLabels).pod()));
                    }
                    default -> json.skipChildren();
                }
            });
        }
        if (!list.kind.equals("PodList") || !list.hasItems || list.version.isEmpty()) {
            throw new NotAnAnswerException("the answer is not a list of pods");
        }
        return list.version;
    }

    /**
     * Gives every change after a version to {@code events}, until the API server ends the watch.
     *
     * @param timeout after which the API server ends it
     */
    void watch(String version, Duration timeout, EventHandler events) throws IOException {
        String query = path + "&watch=true&allowWatchBookmarks=true&resourceVersion=" + encoded(version)
                + "&timeoutSeconds=" + timeout.toSeconds();
        try (InputStream body = api.get(query);
                JsonParser json = JSON.createParser(body)) {
            while (json.nextToken() != null) {
                if (json.currentToken() != JsonToken.START_OBJECT) {
                    throw new NotAnAnswerException("the answer is not a watch: it holds " + json.currentToken());
                }
                events.on(event(json));
            }
        }
    }

    private WatchEvent event(JsonParser json) throws IOException {
        EventFields event = new EventFields();
        JsonFields.ofObject(json, field -> {
            switch (field) {
                case "type" -> event.type = WatchEvent.typeOf(JsonFields.text(json));
                case "object" -> event.object = PodReader.read(json, chosenLabels);
                default -> json.skipChildren();
            }
        });
        if (event.object == null) {
            throw new NotAnAnswerException("the answer is not a watch: an event has no object");
        }
        return new WatchEvent(event.type, event.object);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Takes one event; may end the watch. */
    @FunctionalInterface
    interface EventHandler {
        void on(WatchEvent event) throws IOException;
    }

    private static final class EventFields {

        private WatchEvent.Type type = WatchEvent.Type.OTHER;
        private @Nullable ApiObject object;
    }

    private static final class ListFields {

        private String kind = "";
        private String version = "";
        private boolean hasItems;

        private void readVersion(JsonParser json) throws IOException {
            JsonFields.ofObject(json, field -> {
                if (field.equals("resourceVersion")) {
                    version = JsonFields.text(json);
                } else {
                    json.skipChildren();
                }
            });
        }
    }

    /** Ends an answer that never ends by itself, however steadily it comes. */
    private static final class TimedBody extends FilterInputStream {

        private final Duration timeLimit;
        private final long beganNanos = System.nanoTime();

        private TimedBody(InputStream body, Duration timeLimit) {
            super(body);
            this.timeLimit = timeLimit;
        }

        @Override
        public int read() throws IOException {
            requireTime();
            return super.read();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            requireTime();
            return super.read(bytes, offset, length);
        }

        private void requireTime() throws IOException {
            if (System.nanoTime() - beganNanos > timeLimit.toNanos()) {
                throw new IOException("the list of pods did not end within " + timeLimit);
            }
        }
    }
}
