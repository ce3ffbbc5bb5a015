// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.otlp.segment;

import io.raygate.otlp.TranslationRules;
import io.raygate.otlp.json.JsonWriter;
import io.raygate.otlp.read.Attributes;
import io.raygate.otlp.read.Span;
import io.raygate.otlp.read.TraceRequest.Instrumentation;
import java.util.List;

/** Writes the one or two documents of a span. Not thread-safe. */
public final class Documents {

    private static final byte[] NOTHING = {};
    private static final int SERVICE_ORDINAL = 0;

    private final TranslationRules rules;
    private final JsonWriter json = new JsonWriter();

    public Documents(TranslationRules rules) {
        this.rules = rules;
    }

    /** Adds the documents of a span, whose ids are valid, to {@code out}. */
    public void write(Span span, Host host, Instrumentation scope, List<byte[]> out) {
        Outcome outcome = Outcome.of(span);
        Causes causes = Causes.of(span, host.language(), outcome, rules);
        String service = service(span, host);
        switch (Role.of(span)) {
            case SEGMENT -> out.add(segment(span, host, scope, service, outcome, causes));
            case SUBSEGMENT -> out.add(call(span, host, scope, span.parentId(), outcome, causes));
            case SEGMENT_AND_CALL -> {
                String id = Ids.derived(span.traceId(), span.id(), SERVICE_ORDINAL);
                out.add(service(span, host, service, id, outcome, causes));
                out.add(call(span, host, scope, id, outcome, causes));
            }
        }
    }

    private static String service(Span span, Host host) {
        String local = span.attributes().text("aws.local.service");
        return local == null ? host.service() : Legal.name(local);
    }

    private byte[] segment(
            Span span, Host host, Instrumentation scope, String service, Outcome outcome, Causes causes) {
        int document = start(service, span.id(), span);
        parent(span);
        host(host);
        json.member("user", Legal.cut(span.attributes().take("user.id", "enduser.id")));
        Http.write(span, json);
        flags(outcome);
        causes.write(json);
        int aws = json.open("aws");
        json.members(host.awsMembers());
        json.member("request_id", lambdaRequest(span.attributes(), host));
        json.close(aws);
        links(span);
        Annotations.write(span, host, true, rules, json);
        Metadata.write(span, host.metadata(), service, scope, causes.tellsStatusMessage(), json);
        return end(document);
    }

    private byte[] call(Span span, Host host, Instrumentation scope, String parentId, Outcome outcome, Causes causes) {
        String name = Naming.subsegment(span);
        int document = start(name, span.id(), span);
        json.member("type", "subsegment");
        json.member("parent_id", parentId);
        json.member("namespace", namespace(span));
        Http.write(span, json);
        flags(outcome);
        causes.write(json);
        int aws = json.open("aws");
        AwsCall.write(span, json);
        json.close(aws);
        Sql.write(span.attributes(), json);
        if (span.kind() != Span.Kind.CONSUMER) {
            links(span);
        }
        Annotations.write(span, host, false, rules, json);
        Metadata.write(span, NOTHING, name, scope, causes.tellsStatusMessage(), json);
        return end(document);
    }

    /** The service that made a call which nothing in it asked for: its times and its outcome are the call's. */
    private byte[] service(Span span, Host host, String service, String id, Outcome outcome, Causes causes) {
        int document = start(service, id, span);
        parent(span);
        host(host);
        json.member("user", Legal.cut(span.attributes().text("user.id", "enduser.id")));
        flags(outcome);
        causes.writePointer(json);
        int aws = json.open("aws");
        json.members(host.awsMembers());
        json.close(aws);
        if (span.kind() == Span.Kind.CONSUMER) {
            links(span);
        }
        Annotations.writeService(span, host, json);
        Metadata.writeService(host.metadata(), json);
        return end(document);
    }

    private int start(String name, String id, Span span) {
        json.reset();
        int document = json.open();
        json.member("name", name);
        json.member("id", id);
        json.member("trace_id", Ids.xray(span.traceId()));
        json.seconds("start_time", span.startNanos());
        if (span.endNanos() == 0 || Boolean.TRUE.equals(span.attributes().get("aws.xray.inprogress"))) {
            json.flag("in_progress", true);
        } else {
            json.seconds("end_time", span.endNanos());
        }
        return document;
    }

    private byte[] end(int document) {
        json.close(document);
        return json.toBytes();
    }

    private void parent(Span span) {
        if (Role.hasParent(span)) {
            json.member("parent_id", span.parentId());
        }
    }

    private void host(Host host) {
        json.member("origin", host.origin());
        json.member("resource_arn", host.arn());
        int service = json.open("service");
        json.member("version", host.version());
        json.close(service);
    }

    private void flags(Outcome outcome) {
        json.flag("error", outcome.error());
        json.flag("throttle", outcome.throttle());
        json.flag("fault", outcome.fault());
    }

    private static String lambdaRequest(Attributes attributes, Host host) {
        String request = host.origin().equals("AWS::Lambda::Function")
                ? attributes.take("faas.invocation_id", "faas.execution", "aws.request_id")
                : null;
        return request == null ? "" : request;
    }

    private static String namespace(Span span) {
        if (AwsCall.isAwsCall(span)) {
            return "aws";
        }
        return switch (span.kind()) {
            case CLIENT, PRODUCER, CONSUMER -> "remote";
            case SERVER, INTERNAL, UNSPECIFIED -> "";
        };
    }

    private void links(Span span) {
        int links = json.openArray("links");
        for (Span.Link link : span.links()) {
            if (Ids.isTraceId(link.traceId()) && Ids.isSpanId(link.spanId())) {
                int object = json.open();
                json.member("trace_id", Ids.xray(link.traceId()));
                json.member("id", link.spanId());
                int attributes = json.open("attributes");
                link.attributes().forEachLeft(json::value);
                json.close(attributes);
                json.close(object);
            }
        }
        json.closeArray(links);
    }
}
