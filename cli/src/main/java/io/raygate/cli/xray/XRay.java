// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.xray;

import io.raygate.cli.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Calls of the X-Ray API. Each answer is read as a whole; a refusal is a {@link Failure} that says what to do. */
public final class XRay implements AutoCloseable {

    private static final int OK = 200;

    /** Pages without a result follow each other while X-Ray scans. */
    private static final int MAX_PAGES = 1_000;

    private final String place;
    private final Transport transport;

    XRay(String place, Transport transport) {
        this.place = place;
        this.transport = transport;
    }

    /** Sends a request to a path of the API. */
    interface Transport extends AutoCloseable {

        /**
         * The answer, whatever its status.
         *
         * @throws IOException where there is none
         */
        Answer post(String path, byte[] body) throws IOException;

        @Override
        void close();
    }

    /** An answer. */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record Answer(int status, byte[] body) {}

    /** Where the calls go, for messages. */
    public String place() {
        return place;
    }

    /** Whether calls cost neither money nor a share of an account's quota. */
    public boolean isLocal() {
        return transport instanceof PlainCalls;
    }

    /**
     * The answer of an operation.
     *
     * @param path such as {@code /Traces}
     */
    public JsonNode call(String path, ObjectNode request) {
        Answer answer;
        try {
            answer = transport.post(path, request.toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw Failure.of(place + " does not answer (" + e.getMessage()
                    + "): start a stack with ./raygate up, or correct --endpoint");
        }
        JsonNode json = Json.read(answer.body(), place);
        if (answer.status() != OK) {
            throw new Refusal(answer.status(), json).toFailure(place);
        }
        return json;
    }

    /**
     * The elements of a list that comes in pages, as long as they are wanted.
     *
     * @param member  holds the list in each page
     * @param isEnough whether these will do
     */
    public List<JsonNode> pages(String path, ObjectNode request, String member, Predicate<List<JsonNode>> isEnough) {
        List<JsonNode> elements = new ArrayList<>();
        ObjectNode next = request.deepCopy();
        for (int page = 0; page < MAX_PAGES; page++) {
            JsonNode answer = call(path, next);
            answer.path(member).forEach(elements::add);
            String token = answer.path("NextToken").asString("");
            if (token.isEmpty() || isEnough.test(elements)) {
                break;
            }
            next.put("NextToken", token);
        }
        return elements;
    }

    @Override
    public void close() {
        transport.close();
    }
}
