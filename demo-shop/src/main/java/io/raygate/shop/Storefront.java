// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.shop;

import io.raygate.shop.trace.Endpoint;
import io.raygate.shop.trace.TracedClient;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The door of the shop: shows products, and hands orders to the checkout. */
record Storefront(TracedClient client, URI checkout, URI inventory, Dice dice) implements Endpoint {

    static final String NAME = "storefront";

    private static final List<String> LANGUAGES = List.of("de", "en", "fr", "ja");

    @Override
    public Reply answer(Call call) {
        call.segment().setUser("customer-" + dice.upTo(40));
        call.segment().putAnnotation("language", dice.oneOf(LANGUAGES));
        String sku = call.lastName();
        call.segment().putAnnotation("sku", sku);
        Reply reply = call.method().equals("POST")
                ? client.call(Checkout.NAME, "POST", checkout.resolve("/orders/" + sku))
                : client.call(Inventory.NAME, "GET", inventory.resolve("/stock/" + sku));
        dice.takeTime(Duration.ofMillis(2));
        call.segment().putMetadata("page", "layout", Map.of("columns", 3, "banner", dice.happens(0.3)));
        return reply;
    }
}
