// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.documents;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The parts of spans that X-Ray has fields for: http, aws, sql, cause, annotations, metadata. */
final class Details {

    private final Sdk sdk;
    private final Habits habits;
    private final Phrases phrases;
    private final Dice dice;

    Details(Sdk sdk, Habits habits, Phrases phrases, Dice dice) {
        this.sdk = sdk;
        this.habits = habits;
        this.phrases = phrases;
        this.dice = dice;
    }

    /** A request that was received. */
    Map<String, Object> server(String host, int status) {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("method", phrases.of("method"));
        request.put("url", "http://" + host + path());
        request.put("user_agent", phrases.of("user-agent"));
        request.put("client_ip", phrases.fill("{ip}"));
        if (dice.chance(0.6)) {
            request.put("x_forwarded_for", true);
        }
        return http(request, status);
    }

    /** A request that was sent. */
    Map<String, Object> client(String host, int status) {
        Map<String, Object> request = new LinkedHashMap<>();
        String url = (dice.chance(0.5) ? "https://" : "http://") + host + path();
        if (sdk == Sdk.NODE) {
            request.put("url", url);
            request.put("method", phrases.of("method"));
        } else {
            request.put("method", phrases.of("method"));
            request.put("url", url);
        }
        return http(request, status);
    }

    private String path() {
        return phrases.fill(dice.pick(habits.paths()));
    }

    private Map<String, Object> http(Map<String, Object> request, int status) {
        Map<String, Object> response = new LinkedHashMap<>();
        response.put("status", status);
        if (dice.chance(0.7)) {
            response.put("content_length", dice.around(900));
        }
        Map<String, Object> http = new LinkedHashMap<>();
        http.put("request", request);
        http.put("response", response);
        return http;
    }

    /** A line of the topic aws, filled: name for Java and Node.js, name for Python, operation, fields. */
    Map<String, Object> aws(String[] call, String region) {
        Map<String, Object> aws = new LinkedHashMap<>();
        if (sdk == Sdk.JAVA) {
            aws.put("retries", 0);
            aws.put("region", region);
        }
        aws.put("operation", call[2]);
        if (sdk != Sdk.JAVA) {
            aws.put("region", region);
        }
        aws.put("request_id", dice.chance(0.5) ? dice.upper(52) : dice.uuid());
        if (sdk == Sdk.NODE) {
            aws.put("retries", 0);
        }
        for (String field : call[3].split(";", -1)) {
            int equals = field.indexOf('=');
            if (equals > 0) {
                aws.put(field.substring(0, equals), value(field.substring(equals + 1)));
            }
        }
        return aws;
    }

    /** A query, where the database is a filled line of the topic database. */
    Map<String, Object> sql(String[] database, String schema) {
        String url = database[5 + sdk.column()]
                .replace("{server}", habits.databaseHost())
                .replace("{schema}", schema);
        String query = phrases.fill(dice.pick(habits.queries()));
        Map<String, Object> sql = new LinkedHashMap<>();
        if (sdk == Sdk.PYTHON) {
            sql.put("url", url);
        }
        sql.put("database_type", database[0]);
        if (sdk == Sdk.JAVA) {
            sql.put("sanitized_query", query);
        }
        sql.put("database_version", database[1]);
        sql.put("driver_version", database[2 + sdk.column()]);
        sql.put("user", schema);
        if (sdk != Sdk.PYTHON) {
            sql.put("url", url);
        }
        if (sdk != Sdk.JAVA) {
            sql.put("sanitized_query", query);
        }
        sql.put("preparation", "statement");
        return sql;
    }

    Map<String, Object> cause(String directory) {
        List<String> failure = dice.pick(habits.failures());
        String[] thrown = phrases.fill(failure.getFirst()).split("\\|", 2);
        List<Object> stack = new ArrayList<>();
        for (String line : failure.subList(1, failure.size())) {
            String[] frame = line.split("\\|", -1);
            Map<String, Object> element = new LinkedHashMap<>();
            element.put("path", frame[0]);
            element.put("line", new Json.Raw(frame[1]));
            element.put("label", frame[2]);
            stack.add(element);
        }
        Map<String, Object> cause = new LinkedHashMap<>();
        cause.put("working_directory", directory);
        cause.put("exceptions", List.of(exception(thrown, stack)));
        return cause;
    }

    private Map<String, Object> exception(String[] thrown, List<Object> stack) {
        Map<String, Object> exception = new LinkedHashMap<>();
        if (sdk != Sdk.NODE) {
            exception.put("id", dice.hex(16));
        }
        exception.put("message", thrown[1]);
        exception.put("type", thrown[0]);
        if (sdk == Sdk.NODE) {
            exception.put("stack", stack);
            exception.put("remote", false);
            exception.put("id", dice.hex(16));
            return exception;
        }
        exception.put("remote", false);
        exception.put("stack", stack);
        if (sdk == Sdk.JAVA) {
            exception.put("truncated", 0);
            exception.put("skipped", 0);
        }
        return exception;
    }

    Map<String, Object> annotations() {
        Map<String, Object> annotations = new LinkedHashMap<>();
        for (String annotation : habits.annotations()) {
            String[] keyAndValue = phrases.fill(annotation).split("=", 2);
            annotations.put(keyAndValue[0], value(keyAndValue[1]));
        }
        return annotations;
    }

    Map<String, Object> metadata() {
        String[] namespaceAndJson = phrases.fill(dice.pick(habits.metadata())).split("\\|", 2);
        return Map.of(namespaceAndJson[0], new Json.Raw(namespaceAndJson[1]));
    }

    private static Object value(String text) {
        if (text.startsWith("[")) {
            return List.of(text.substring(1, text.length() - 1));
        }
        return text.matches("true|false|0|-?[1-9][0-9]*(\\.[0-9]+)?") ? new Json.Raw(text) : text;
    }
}
