// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.sampling.xray;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.raygate.edge.json.UntrustedJson;
import io.raygate.edge.port.Answer;
import io.raygate.edge.sampling.source.SamplingSource.SamplingRequest;
import io.raygate.edge.sampling.xray.AnswerReader.NotAnAnswerException;
import io.raygate.edge.sampling.xray.AnswerShapes.Shape;
import io.raygate.edge.sampling.xray.UpstreamResult.Answered;
import io.raygate.edge.sampling.xray.UpstreamResult.NotAnAnswer;
import io.smallrye.mutiny.Uni;
import java.io.IOException;

/**
 * Accepts an answer of X-Ray only if it has the form of the operation: a proxy, a captive portal or a load balancer answers
 * 200 too. Errors pass through unchanged, and so do answers, unless they have members that some SDKs cannot read.
 * Thread-safe.
 */
final class CheckedCalls {

    private final Upstream upstream;
    private final boolean rateBoost;

    /**
     * Calls that are checked.
     *
     * @param rateBoost whether every client reads what X-Ray has added since
     */
    CheckedCalls(Upstream upstream, boolean rateBoost) {
        this.upstream = upstream;
        this.rateBoost = rateBoost;
    }

    /** Asks for a page of the rules. */
    Uni<UpstreamResult> rules(SamplingRequest request, RulesPage page) {
        Shape shape = page.isFirst() ? AnswerShapes.FIRST_PAGE : AnswerShapes.LATER_PAGE;
        return upstream.call(request).map(result -> {
            UpstreamResult checked = check(result, shape, rateBoost);
            return checked instanceof Answered answered && answered.isGood() ? checkNext(answered, page) : checked;
        });
    }

    /** Asks for targets. A client that sends boost statistics knows the members that go with them. */
    Uni<UpstreamResult> targets(SamplingRequest request) {
        return upstream.call(request)
                .map(result -> check(result, AnswerShapes.TARGETS, rateBoost || BoostStatistics.areIn(request.body())));
    }

    private static UpstreamResult check(UpstreamResult result, Shape shape, boolean whole) {
        if (!(result instanceof Answered answered) || answered.isError()) {
            return result;
        }
        Answer answer = answered.toAnswer();
        if (!answered.isGood()) {
            return new NotAnAnswer("status " + answer.status());
        }
        try {
            byte[] known = AnswerReader.read(answer.body(), shape);
            return whole ? answered : new Answered(answer.with(known));
        } catch (NotAnAnswerException e) {
            return new NotAnAnswer(String.valueOf(e.getMessage()));
        }
    }

    /** An SDK that follows such a page asks for it for ever. */
    private static UpstreamResult checkNext(Answered answered, RulesPage page) {
        RulesPage next = RulesPage.after(answered.toAnswer().body());
        return !next.isFirst() && next.equals(page) ? new NotAnAnswer("its NextToken leads to itself") : answered;
    }

    /** Asks X-Ray. Never blocks the caller. */
    @FunctionalInterface
    interface Upstream {

        /** One call for each subscription. Always emits; fails only for a bug. */
        Uni<UpstreamResult> call(SamplingRequest request);
    }

    /** Statistics of adaptive sampling, which only SDKs send that know of it. */
    static final class BoostStatistics {

        private static final UntrustedJson JSON = new UntrustedJson(Integer.MAX_VALUE);

        private BoostStatistics() {}

        /** Whether a GetSamplingTargets request holds a list of them, an empty one too. Costs one pass. */
        static boolean areIn(byte[] body) {
            try (JsonParser parser = JSON.parser(body)) {
                if (parser.nextToken() != JsonToken.START_OBJECT) {
                    return false;
                }
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    boolean isName = parser.currentName().equals("SamplingBoostStatisticsDocuments");
                    if (parser.nextToken() == JsonToken.START_ARRAY && isName) {
                        return true;
                    }
                    parser.skipChildren();
                }
                return false;
            } catch (IOException _) {
                return false;
            }
        }
    }
}
