// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.sampling.rules;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.raygate.contract.read.JsonFile;
import io.raygate.contract.read.Node;
import io.raygate.edge.json.UntrustedJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The body of GetSamplingTargets (xray 2016-04-12, read 2026-11-22). Read in one pass, without a tree; the rest is skipped.
 *
 * @param statistics one document for each rule that the client has used
 * @param hasBoosts whether the client sends boost statistics, and so knows the members of answers that go with them
 */
record StatisticsReport(List<SamplingStatistics> statistics, boolean hasBoosts) {

    private static final UntrustedJson JSON = new UntrustedJson(Integer.MAX_VALUE);
    private static final String DOCUMENTS = "SamplingStatisticsDocuments";
    private static final String BOOSTS = "SamplingBoostStatisticsDocuments";

    StatisticsReport {
        statistics = List.copyOf(statistics);
    }

    /**
     * Reads a whole request.
     *
     * @param maxStatistics documents that it may hold
     * @throws IllegalArgumentException with one line that names the place and the problem
     */
    static StatisticsReport read(byte[] body, int maxStatistics) {
        try (JsonParser parser = JSON.parser(body)) {
            return read(parser, maxStatistics);
        } catch (IOException e) {
            throw new IllegalArgumentException("The body is not JSON", e);
        }
    }

    private static StatisticsReport read(JsonParser parser, int maxStatistics) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new IllegalArgumentException("The body is not a JSON object");
        }
        List<SamplingStatistics> statistics = null;
        boolean hasBoosts = false;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            hasBoosts |= name.equals(BOOSTS) && parser.hasToken(JsonToken.START_ARRAY);
            if (!name.equals(DOCUMENTS)) {
                parser.skipChildren();
            } else if (statistics == null) {
                statistics = readList(parser, maxStatistics);
            } else {
                throw new IllegalArgumentException(DOCUMENTS + " is a duplicate member; keep one");
            }
        }
        if (statistics == null) {
            throw new IllegalArgumentException(DOCUMENTS + " is missing");
        }
        if (parser.nextToken() != null) {
            throw new IllegalArgumentException("trailing content after the JSON object");
        }
        return new StatisticsReport(statistics, hasBoosts);
    }

    private static List<SamplingStatistics> readList(JsonParser parser, int maxStatistics) throws IOException {
        if (!parser.hasToken(JsonToken.START_ARRAY)) {
            throw new IllegalArgumentException(DOCUMENTS + " is not a list");
        }
        List<SamplingStatistics> statistics = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (statistics.size() == maxStatistics) {
                throw new IllegalArgumentException(DOCUMENTS + " holds more than " + maxStatistics
                        + " documents, which raygate.sampling.max-statistics allows; send them in several requests");
            }
            statistics.add(SamplingStatistics.of(JsonFile.value(parser, "/" + DOCUMENTS + "/" + statistics.size())));
        }
        return statistics;
    }

    /**
     * What a client reports of one rule (SamplingStatisticsDocument of GetSamplingTargets, xray 2016-04-12, read 2026-11-22).
     *
     * @param requests that matched the rule
     * @param borrowed of them, sampled before the client had a quota
     */
    record SamplingStatistics(String ruleName, String clientId, long requests, long borrowed) {

        private static final int MAX_NAME_LENGTH = 32;
        private static final int MAX_CLIENT_ID_LENGTH = 24;

        /** Requests for which the client would have used its quota. */
        long demand() {
            return Math.max(requests, borrowed);
        }

        /**
         * Reads a document.
         *
         * @throws IllegalArgumentException with one line that names the place and the problem
         */
        static SamplingStatistics of(Node document) {
            return new SamplingStatistics(
                    document.required("RuleName").text(MAX_NAME_LENGTH),
                    document.required("ClientID").text(MAX_CLIENT_ID_LENGTH),
                    document.required("RequestCount").integer(0, Integer.MAX_VALUE),
                    document.member("BorrowCount")
                            .map(count -> count.integer(0, Integer.MAX_VALUE))
                            .orElse(0));
        }
    }
}
