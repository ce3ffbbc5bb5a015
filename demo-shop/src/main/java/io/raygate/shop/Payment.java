// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.shop;

import com.amazonaws.xray.AWSXRayRecorder;
import io.raygate.shop.trace.Endpoint;
import java.time.Duration;
import java.util.Map;

/** Charges cards: sometimes a card is declined, the acquirer does not answer, or there are too many requests. */
record Payment(AWSXRayRecorder recorder, Dice dice) implements Endpoint {

    static final String NAME = "payment";

    static final double THROTTLED_PROBABILITY = 0.02;
    static final double DECLINED_PROBABILITY = 0.06;
    static final double NO_ANSWER_PROBABILITY = 0.03;

    @Override
    public Reply answer(Call call) {
        if (dice.happens(THROTTLED_PROBABILITY)) {
            return new Reply(429, "{\"error\":\"too many requests\"}");
        }
        long cents = Long.parseLong(call.lastName()) * 4_990L;
        call.segment().putAnnotation("amount_cents", cents);
        call.segment().putAnnotation("currency", "EUR");
        call.segment().putMetadata("acquirer", "terms", Map.of("three_d_secure", true, "route", "eu-2"));
        recorder.createSubsegment("risk check", () -> dice.takeTime(Duration.ofMillis(1)));
        if (dice.happens(DECLINED_PROBABILITY)) {
            return new Reply(402, "{\"error\":\"card declined\"}");
        }
        recorder.createSubsegment("authorize", this::authorize);
        return new Reply(201, "{\"charged\":" + cents + "}");
    }

    private void authorize() {
        dice.takeTime(Duration.ofMillis(5));
        if (dice.happens(NO_ANSWER_PROBABILITY)) {
            throw new IllegalStateException("The acquirer did not answer within 800 ms");
        }
    }
}
