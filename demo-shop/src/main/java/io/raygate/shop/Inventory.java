// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.shop;

import com.amazonaws.xray.AWSXRayRecorder;
import com.amazonaws.xray.entities.Subsegment;
import io.raygate.shop.trace.Endpoint;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.List;

/** Knows what lies on the shelves, from a database that is sometimes away. */
record Inventory(AWSXRayRecorder recorder, Dice dice) implements Endpoint {

    static final String NAME = "inventory";
    static final List<String> SKUS = List.of("lamp", "chair", "desk", "shelf", "rug");

    static final double LOST_CONNECTION_PROBABILITY = 0.03;

    @Override
    public Reply answer(Call call) {
        String sku = call.lastName();
        call.segment().putAnnotation("sku", sku);
        String sql = call.method().equals("POST")
                ? "UPDATE stock SET reserved = reserved + ? WHERE sku = ?"
                : "SELECT sku, shelf, quantity FROM stock WHERE sku = ?";
        recorder.createSubsegment("stock@db.shop.example", subsegment -> {
            query(subsegment, sql);
        });
        if (!SKUS.contains(sku)) {
            return new Reply(404, "{\"error\":\"unknown sku\"}");
        }
        return new Reply(200, "{\"stock\":" + dice.upTo(90) + "}");
    }

    private void query(Subsegment subsegment, String sql) {
        subsegment.setNamespace("remote");
        subsegment.putSql("url", "jdbc:postgresql://db.shop.example:5432/stock");
        subsegment.putSql("preparation", "statement");
        subsegment.putSql("database_type", "PostgreSQL");
        subsegment.putSql("database_version", "17.6");
        subsegment.putSql("driver_version", "42.7.7");
        subsegment.putSql("user", NAME);
        subsegment.putSql("sanitized_query", sql);
        dice.takeTime(Duration.ofMillis(2));
        if (dice.happens(LOST_CONNECTION_PROBABILITY)) {
            throw new IllegalStateException(
                    "The stock could not be read",
                    new SQLTransientConnectionException("Connection to db.shop.example lost", "08006"));
        }
    }
}
