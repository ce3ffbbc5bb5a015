// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.translate;

import io.raygate.otlp.read.JsonRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Requests of a hundred spans, as an agent for Java on EKS makes them. */
public enum SpanRequests {
    /** A server span, and in turn an HTTP, a database and an AWS call of it. */
    USUAL(""),
    /** The same, each tenth span with an exception of 40 frames. */
    WITH_EXCEPTIONS(exception());

    /** Spans of a request. */
    public static final int SPANS = 100;

    private static final List<String> ATTRIBUTES = List.of(
            "http.request.method=GET url.scheme=https url.path=/cart/8812 server.address=shop.example server.port=443"
                    + " client.address=203.0.113.77 network.peer.address=10.61.9.4 user_agent.original=curl/8.9"
                    + " http.response.status_code=200 http.route=/cart/{id} network.protocol.version=2 thread.id=41",
            "http.request.method=POST url.full=https://rates.example/v1/fx server.address=rates.example server.port=443"
                    + " http.response.status_code=200 network.protocol.version=1.1 thread.id=41",
            "db.system.name=postgresql db.namespace=ledger server.address=pg.example server.port=5432 thread.id=41"
                    + " db.query.text=SELECT-id-FROM-entry-WHERE-owner=? db.operation.name=SELECT",
            "rpc.system=aws-api rpc.service=DynamoDB rpc.method=Query aws.dynamodb.table_names=carts thread.id=41"
                    + " cloud.region=eu-west-1 aws.request_id=R1234567890 http.response.status_code=200");

    private final String event;

    SpanRequests(String event) {
        this.event = event;
    }

    /** The request as protobuf. */
    byte[] protobuf() {
        byte[] json = json();
        return JsonRequest.toProtobuf(json, 0, json.length);
    }

    /** The request in OTLP's JSON. */
    byte[] json() {
        List<String> spans = new ArrayList<>();
        for (int i = 0; i < SPANS; i++) {
            int kind = i % ATTRIBUTES.size();
            spans.add("""
                    {"traceId":"%032x","spanId":"%016x","parentSpanId":"%016x","name":"span %d","kind":%d,"flags":%d,\
                    "startTimeUnixNano":"1795680061039611889","endTimeUnixNano":"1795680061222861889",\
                    "attributes":[%s]%s}""".formatted(
                            1_000_000 + i / 4,
                            i + 1,
                            kind == 0 ? 900_000 : i - kind + 1,
                            i,
                            kind == 0 ? 2 : 3,
                            kind == 0 ? 0x301 : 0x101,
                            pairs(ATTRIBUTES.get(kind)),
                            i % 10 == 0 ? event : ""));
        }
        return ("{\"resourceSpans\":[{\"resource\":{\"attributes\":["
                        + pairs("service.name=checkout service.version=7.1 cloud.provider=aws cloud.platform=aws_eks"
                                + " cloud.region=eu-west-1 cloud.account.id=a111122223333 k8s.cluster.name=blue"
                                + " k8s.namespace.name=shop k8s.pod.name=checkout-1 container.id=0a2ea11ff772aa719f78"
                                + " host.id=i-0fedcba98 host.type=m7g.xlarge telemetry.sdk.name=opentelemetry"
                                + " telemetry.sdk.language=java telemetry.sdk.version=1.54.0")
                        + "]},\"scopeSpans\":[{\"scope\":{\"name\":\"io.opentelemetry.tomcat-10.0\",\"version\":\"2.20\"},"
                        + "\"spans\":[" + String.join(",", spans) + "]}]}]}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String pairs(String attributes) {
        List<String> pairs = new ArrayList<>();
        for (String pair : attributes.split(" ", -1)) {
            String key = pair.substring(0, pair.indexOf('='));
            String value = pair.substring(pair.indexOf('=') + 1);
            boolean number = value.matches("[0-9]{1,9}");
            pairs.add(String.format(
                    Locale.ROOT,
                    "{\"key\":\"%s\",\"value\":{\"%s\":\"%s\"}}",
                    key,
                    number ? "intValue" : "stringValue",
                    value));
        }
        return String.join(",", pairs);
    }

    private static String exception() {
        StringBuilder trace = new StringBuilder("shop.CartException: cart is locked");
        for (int i = 0; i < 40; i++) {
            trace.append("\\n\\tat shop.checkout.Cart$Locks.lock")
                    .append(i)
                    .append("(Cart.java:")
                    .append(i + 10)
                    .append(')');
        }
        return ",\"status\":{\"code\":2},\"events\":[{\"timeUnixNano\":\"1795680061100000000\",\"name\":\"exception\","
                + "\"attributes\":[{\"key\":\"exception.type\",\"value\":{\"stringValue\":\"shop.CartException\"}},"
                + "{\"key\":\"exception.message\",\"value\":{\"stringValue\":\"cart is locked\"}},"
                + "{\"key\":\"exception.stacktrace\",\"value\":{\"stringValue\":\"" + trace + "\"}}]}]";
    }
}
