// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.shop;

import com.amazonaws.xray.AWSXRayRecorder;
import com.amazonaws.xray.entities.Subsegment;
import io.raygate.shop.trace.Endpoint;
import io.raygate.shop.trace.TracedClient;
import java.net.URI;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Turns a basket into an order: reserves, charges, and writes the order to a table. */
record Checkout(AWSXRayRecorder recorder, TracedClient client, URI inventory, URI payment, Dice dice)
        implements Endpoint {

    static final String NAME = "checkout";

    private static final String REGION = "eu-west-1";

    @Override
    public Reply answer(Call call) {
        String sku = call.lastName();
        int quantity = dice.upTo(3);
        call.segment().putAnnotation("quantity", quantity);
        call.segment().putAnnotation("express", dice.happens(0.2));
        call.segment().putMetadata("shop", "basket", List.of(Map.of("sku", sku, "quantity", quantity)));

        Reply reserved = client.call(Inventory.NAME, "POST", inventory.resolve("/reservations/" + sku));
        if (reserved.status() >= 400) {
            return passedOn(reserved);
        }
        Reply charged = client.call(Payment.NAME, "POST", payment.resolve("/charges/" + quantity));
        if (charged.status() >= 400) {
            return passedOn(charged);
        }
        recorder.createSubsegment("DynamoDB", this::putOrder);
        return new Reply(201, "{\"ordered\":" + quantity + "}");
    }

    /** A fault further down is not ours: it becomes 502; the customer's own errors stay what they are. */
    private static Reply passedOn(Reply refused) {
        return refused.status() >= 500 ? new Reply(502, "{\"error\":\"upstream\"}") : refused;
    }

    private void putOrder(Subsegment subsegment) {
        subsegment.setNamespace("aws");
        subsegment.putAws("operation", "PutItem");
        subsegment.putAws("table_name", "orders");
        subsegment.putAws("region", REGION);
        subsegment.putAws("request_id", HexFormat.of().toHexDigits(dice.random().nextLong()));
        subsegment.putAws("retries", dice.happens(0.03) ? 1 : 0);
        dice.takeTime(Duration.ofMillis(3));
        subsegment.putHttp("response", Map.of("status", 200, "content_length", 2));
    }
}
