// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.proxy.rules;

import com.fasterxml.jackson.core.JsonFactory;
import io.raygate.edge.json.UntrustedJson;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.json.jackson.JacksonCodec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a client reports of one rule (SamplingStatisticsDocument of GetSamplingTargets, xray 2016-04-12, read 2026-11-22).
 *
 * @param requests that matched the rule
 * @param borrowed of them, sampled before the client had a quota
 */
record SamplingStatistics(String ruleName, String clientId, long requests, long borrowed) {

    private static final JsonFactory JSON =
            UntrustedJson.factory(Integer.MAX_VALUE).build();
    private static final String DOCUMENTS = "SamplingStatisticsDocuments";
    private static final int MAX_NAME_LENGTH = 32;
    private static final int MAX_CLIENT_ID_LENGTH = 24;

    /** Requests for which the client would have used its quota. */
    long demand() {
        return Math.max(requests, borrowed);
    }

    /**
     * Reads a whole request. What is not needed is not looked at, boost statistics among it.
     *
     * @throws IllegalArgumentException with one line that names the place and the problem
     */
    static List<SamplingStatistics> readAll(byte[] body) {
        if (!(parse(body) instanceof JsonObject request)) {
            throw new IllegalArgumentException("The body is not a JSON object");
        }
        if (!(request.getValue(DOCUMENTS) instanceof JsonArray documents)) {
            throw new IllegalArgumentException(DOCUMENTS + " is missing, or not a list");
        }
        List<SamplingStatistics> statistics = new ArrayList<>();
        for (Object document : documents) {
            String path = "/" + DOCUMENTS + "/" + statistics.size();
            Map<?, ?> values = document instanceof JsonObject object ? object.getMap() : Map.of();
            statistics.add(read(new Members(values, path)));
        }
        return statistics;
    }

    private static Object parse(byte[] body) {
        try {
            return JacksonCodec.fromParser(JSON.createParser(body), Object.class);
        } catch (IOException | DecodeException e) {
            throw new IllegalArgumentException("The body is not JSON", e);
        }
    }

    private static SamplingStatistics read(Members document) {
        return new SamplingStatistics(
                document.text("RuleName", MAX_NAME_LENGTH),
                document.text("ClientID", MAX_CLIENT_ID_LENGTH),
                document.integer("RequestCount", 0, Integer.MAX_VALUE),
                document.optional("BorrowCount").isEmpty() ? 0 : document.integer("BorrowCount", 0, Integer.MAX_VALUE));
    }
}
