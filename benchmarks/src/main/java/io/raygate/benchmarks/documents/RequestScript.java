// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.documents;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Plays the requests of one service: what calls it makes, how long they take, and which of them fail. */
final class RequestScript {

    private static final double FAILS = 0.03;
    private static final int MAX_DEPTH = 3;

    private final Service service;
    private final Habits habits;
    private final Details details;
    private final Phrases phrases;
    private final Dice dice;

    RequestScript(Service service, Phrases phrases, Dice dice) {
        this.service = service;
        this.phrases = phrases;
        this.dice = dice;
        this.habits = Habits.of(phrases, dice, service.sdk().topic());
        this.details = new Details(service.sdk(), habits, phrases, dice);
    }

    /** One request from its start to its end. */
    Span request(long startMicros) {
        int status = dice.chance(0.95) ? 200 : dice.pick(List.of(201, 204, 302, 400, 401, 404, 429, 500, 503));
        Map<String, Object> fields = new LinkedHashMap<>();
        if (dice.chance(0.85)) {
            fields.put("http", details.server(service.name(), status));
        }
        flag(fields, status);
        if (dice.chance(0.5) && !habits.annotations().isEmpty()) {
            fields.put("annotations", details.annotations());
        }
        if (dice.chance(0.2)) {
            fields.put("metadata", details.metadata());
        }
        if (dice.chance(0.1)) {
            fields.put("user", phrases.fill("user-{id}"));
        }
        List<Span> children = children(startMicros, 0);
        if (children.stream().anyMatch(child -> child.details().containsKey("fault"))) {
            fields.put("fault", true);
        }
        return new Span(service.name(), dice.hex(16), startMicros, end(startMicros, children), fields, children);
    }

    /** One call that is part of a request. */
    Span call(long startMicros, int depth) {
        Map<String, Object> fields = new LinkedHashMap<>();
        String name = switch (dice.below(10)) {
            case 0, 1, 2 -> remote(fields);
            case 3, 4, 5 -> aws(fields);
            case 6, 7 -> sql(fields);
            default -> phrases.fill(dice.pick(habits.functions()));
        };
        if (dice.chance(FAILS)) {
            fields.put("fault", true);
            fields.put("cause", details.cause(service.directory()));
        }
        boolean local = !fields.containsKey("namespace");
        List<Span> children = local && depth < MAX_DEPTH ? children(startMicros, depth + 1) : List.of();
        return new Span(name, dice.hex(16), startMicros, end(startMicros, children), fields, children);
    }

    private List<Span> children(long startMicros, int depth) {
        List<Span> children = new ArrayList<>();
        long time = startMicros + dice.around(400);
        for (long count = Math.min(20, dice.around(depth == 0 ? 3.0 : 0.8)); count > 0; count--) {
            Span child = call(time, depth);
            children.add(child);
            time = child.endMicros() + dice.around(200);
        }
        return children;
    }

    private long end(long startMicros, List<Span> children) {
        long after = children.isEmpty() ? startMicros : children.getLast().endMicros();
        return after + dice.around(6_000);
    }

    private String remote(Map<String, Object> fields) {
        int status = dice.chance(0.97) ? 200 : dice.pick(List.of(404, 429, 500));
        String host = phrases.fill(dice.pick(habits.hosts()));
        fields.put("namespace", "remote");
        fields.put("http", details.client(host, status));
        if (service.sdk() == Sdk.NODE && dice.chance(0.3)) {
            fields.put("traced", true);
        }
        flag(fields, status);
        return host;
    }

    private String aws(Map<String, Object> fields) {
        String[] call = phrases.fill(dice.pick(habits.awsCalls())).split("\\|", -1);
        fields.put("namespace", "aws");
        fields.put("http", Map.of("response", Map.of("status", 200)));
        fields.put("aws", details.aws(call, service.region()));
        return call[service.sdk() == Sdk.PYTHON ? 1 : 0];
    }

    private String sql(Map<String, Object> fields) {
        String[] database = habits.database().split("\\|", -1);
        String schema = service.workload().namespace().replace('-', '_');
        fields.put("namespace", "remote");
        fields.put("sql", details.sql(database, schema));
        return schema + "@" + habits.databaseHost();
    }

    private static void flag(Map<String, Object> fields, int status) {
        if (status >= 500) {
            fields.put("fault", true);
        } else if (status >= 400) {
            fields.put("error", true);
        }
        if (status == 429) {
            fields.put("throttle", true);
        }
    }
}
