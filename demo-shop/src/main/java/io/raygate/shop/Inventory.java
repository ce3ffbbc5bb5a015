// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.shop;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.raygate.shop.span.SpanServer;
import io.raygate.shop.span.SpanServer.Call;
import io.raygate.shop.trace.Endpoint.Reply;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.List;

/**
 * Knows what lies on the shelves, from a database that is sometimes away. Its team has moved to OpenTelemetry; the other
 * teams have not.
 */
record Inventory(Tracer tracer, Dice dice) implements SpanServer.Handler {

    static final String NAME = "inventory";
    static final List<String> SKUS = List.of("lamp", "chair", "desk", "shelf", "rug");

    static final double LOST_CONNECTION_PROBABILITY = 0.03;

    /** Attributes that become annotations of the segment. */
    private static final AttributeKey<List<String>> ANNOTATIONS = AttributeKey.stringArrayKey("aws.xray.annotations");

    @Override
    public Reply answer(Call call) {
        String sku = call.lastName();
        Span.current().setAttribute("sku", sku).setAttribute(ANNOTATIONS, List.of("sku"));
        if (call.method().equals("POST")) {
            query("UPDATE", "UPDATE stock SET reserved = reserved + ? WHERE sku = ?");
        } else {
            query("SELECT", "SELECT sku, shelf, quantity FROM stock WHERE sku = ?");
        }
        if (!SKUS.contains(sku)) {
            return new Reply(404, "{\"error\":\"unknown sku\"}");
        }
        return new Reply(200, "{\"stock\":" + dice.upTo(90) + "}");
    }

    private void query(String operation, String sql) {
        Span span = tracer.spanBuilder(operation + " stock")
                .setSpanKind(SpanKind.CLIENT)
                .setAttribute("db.system.name", "postgresql")
                .setAttribute("db.namespace", "stock")
                .setAttribute("db.collection.name", "stock")
                .setAttribute("db.operation.name", operation)
                .setAttribute("db.query.text", sql)
                .setAttribute("server.address", "db.shop.example")
                .setAttribute("server.port", 5432)
                .startSpan();
        try {
            askDatabase();
        } catch (IllegalStateException e) {
            span.recordException(e);
            span.setStatus(StatusCode.ERROR, "The stock could not be read");
            throw e;
        } finally {
            span.end();
        }
    }

    private void askDatabase() {
        dice.takeTime(Duration.ofMillis(2));
        if (dice.happens(LOST_CONNECTION_PROBABILITY)) {
            throw new IllegalStateException(
                    "The stock could not be read",
                    new SQLTransientConnectionException("Connection to db.shop.example lost", "08006"));
        }
    }
}
