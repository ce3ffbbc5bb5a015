// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** An SQS that knows SendMessageBatch: it fails calls, or the first entries of calls, on demand. */
public final class FakeSqs {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<Sent> SENT = new ArrayList<>();
    private static int callsToFail;
    private static int entriesToFail;
    private static String answerToAll = "";

    private FakeSqs() {}

    /** A message and the name of its queue. */
    record Sent(String queue, String body) {

        JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }

    static synchronized List<Sent> sent() {
        return List.copyOf(SENT);
    }

    static synchronized void reset(int failCalls, int failEntries) {
        SENT.clear();
        callsToFail = failCalls;
        entriesToFail = failEntries;
        answerToAll = "";
    }

    /** Every call is answered with this, with status 200, and does nothing. */
    static synchronized void answerAll(String body) {
        answerToAll = body;
    }

    static void answer(HttpExchange exchange) throws IOException {
        if (exchange.getRequestHeaders().getFirst("Content-Type").startsWith("application/x-www-form-urlencoded")) {
            denyRole(exchange);
            return;
        }
        JsonNode request = JSON.readTree(exchange.getRequestBody());
        if (fails()) {
            exchange.sendResponseHeaders(503, -1);
            exchange.close();
            return;
        }
        String told = answerToAll();
        byte[] bytes = told.isEmpty() ? JSON.writeValueAsBytes(take(request)) : told.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.0");
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    /** STS comes to the same address: no role trusts anybody. */
    private static void denyRole(HttpExchange exchange) throws IOException {
        byte[] answer = "<ErrorResponse><Error><Code>AccessDenied</Code></Error></ErrorResponse>"
                .getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(403, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private static synchronized String answerToAll() {
        return answerToAll;
    }

    private static synchronized boolean fails() {
        if (callsToFail == 0) {
            return false;
        }
        callsToFail--;
        return true;
    }

    private static synchronized ObjectNode take(JsonNode request) {
        ObjectNode response = JSON.createObjectNode();
        var successful = response.putArray("Successful");
        var failed = response.putArray("Failed");
        String url = request.get("QueueUrl").textValue();
        for (JsonNode entry : request.get("Entries")) {
            String id = entry.get("Id").textValue();
            if (entriesToFail > 0) {
                entriesToFail--;
                failed.addObject().put("Id", id).put("Code", "InternalError").put("SenderFault", false);
                continue;
            }
            String body = entry.get("MessageBody").textValue();
            SENT.add(new Sent(url.substring(url.lastIndexOf('/') + 1), body));
            successful
                    .addObject()
                    .put("Id", id)
                    .put("MessageId", "m-" + SENT.size())
                    .put("MD5OfMessageBody", md5(body));
        }
        return response;
    }

    private static String md5(String body) {
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest(body.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
