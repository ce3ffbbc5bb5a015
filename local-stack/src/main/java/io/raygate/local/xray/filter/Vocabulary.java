// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.filter;

import io.raygate.local.xray.document.Annotation;
import io.raygate.local.xray.document.Cause.Thrown;
import io.raygate.local.xray.document.Facts;
import io.raygate.local.xray.document.Http;
import io.raygate.local.xray.document.Outcome;
import io.raygate.local.xray.document.SegmentDocument;
import io.raygate.local.xray.document.Span;
import io.raygate.local.xray.filter.Words.Field;
import io.raygate.local.xray.filter.Words.Field.Flag;
import io.raygate.local.xray.filter.Words.Field.Quantity;
import io.raygate.local.xray.filter.Words.Field.Text;
import io.raygate.local.xray.index.Request;
import io.raygate.local.xray.index.RootCauses.Part;
import io.raygate.local.xray.index.RootCauses.Step;
import io.raygate.local.xray.index.Trace;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which keyword reads what, for each thing that a filter looks at. Of a trace, outcome, time and request are the root's;
 * users, annotations and places are those of every segment.
 */
final class Vocabulary {

    static final Words<Trace> TRACE = ofTrace();
    static final Words<Request> SERVICE = ofService();
    static final Words<Request> EDGE = ofEdge();
    static final Words<Placed<Part>> CAUSE_SERVICE = ofCauseService();
    static final Words<Placed<Step>> CAUSE_ENTITY = ofCauseEntity();
    static final Words<Placed<Thrown>> CAUSE_EXCEPTION = ofCauseException();

    private Vocabulary() {}

    /** A member of a list and its place in it, from 0. */
    record Placed<T>(T value, int index, int size) {}

    private static Words<Trace> ofTrace() {
        Map<String, Field<Trace>> fields = new HashMap<>();
        putOutcome(fields, trace -> trace.rootOrNull() == null ? null : trace.outcome());
        putHttp(
                fields,
                trace -> trace.rootOrNull() == null
                        ? Http.NONE
                        : trace.rootOrNull().entity().http());
        fields.put("partial", new Flag<>(Trace::partial));
        fields.put("inferred", new Flag<>(Vocabulary::hasInferred));
        fields.put("responsetime", new Quantity<>(Trace::responseTime));
        fields.put("duration", new Quantity<>(trace -> trace.rootOrNull() == null ? Double.NaN : trace.duration()));
        fields.put("user", anyOf(trace -> trace.facts().users()));
        fields.put("availabilityzone", anyOf(trace -> trace.facts().zones()));
        fields.put("instance.id", anyOf(trace -> trace.facts().instanceIds()));
        fields.put("resource.arn", anyOf(trace -> trace.facts().resourceArns()));
        return new Words<>(fields, (trace, wanted) -> any(trace.facts().annotations(), wanted));
    }

    private static Words<Request> ofService() {
        Map<String, Field<Request>> fields = new HashMap<>();
        putOutcome(fields, request -> request.calleeSpan().outcome());
        putHttp(fields, Request::calleeHttp);
        fields.put("root", new Flag<>(request -> request.kind() == Request.Kind.ENTRY));
        fields.put("inferred", new Flag<>(request -> request.kind() == Request.Kind.INFERRED));
        fields.put("partial", new Flag<>(request -> !request.calleeSpan().isComplete()));
        fields.put("responsetime", new Quantity<>(request -> seconds(request.calleeSpan())));
        fields.put("duration", new Quantity<>(request -> seconds(request.calleeSpan())));
        fields.put("name", text(request -> request.to().name()));
        fields.put("type", text(request -> request.to().type()));
        putFacts(fields);
        return new Words<>(fields, (request, wanted) -> anyAnnotation(request.callee(), wanted));
    }

    private static Words<Request> ofEdge() {
        Map<String, Field<Request>> fields = new HashMap<>();
        putOutcome(fields, request -> request.callerSpan().outcome());
        putHttp(fields, Request::callerHttp);
        fields.put("inferred", new Flag<>(request -> request.kind() == Request.Kind.INFERRED));
        fields.put("partial", new Flag<>(request -> !request.callerSpan().isComplete()));
        fields.put("responsetime", new Quantity<>(request -> seconds(request.callerSpan())));
        fields.put("duration", new Quantity<>(request -> seconds(request.callerSpan())));
        putFacts(fields);
        return new Words<>(
                fields,
                (request, wanted) -> anyAnnotation(request.caller(), wanted) || anyAnnotation(request.callee(), wanted),
                true);
    }

    private static Words<Placed<Part>> ofCauseService() {
        Map<String, Field<Placed<Part>>> fields = new HashMap<>();
        putPlace(fields);
        fields.put("name", text(part -> part.value().service().name()));
        fields.put("type", text(part -> part.value().service().type()));
        fields.put("inferred", new Flag<>(part -> part.value().inferred()));
        return new Words<>(fields, (part, wanted) -> false);
    }

    private static Words<Placed<Step>> ofCauseEntity() {
        Map<String, Field<Placed<Step>>> fields = new HashMap<>();
        putPlace(fields);
        fields.put("name", text(step -> step.value().name()));
        fields.put("remote", new Flag<>(step -> step.value().remote()));
        fields.put("coverage", new Quantity<>(step -> step.value().coverage()));
        return new Words<>(fields, (step, wanted) -> false);
    }

    private static Words<Placed<Thrown>> ofCauseException() {
        Map<String, Field<Placed<Thrown>>> fields = new HashMap<>();
        putPlace(fields);
        fields.put("name", text(thrown -> thrown.value().name()));
        fields.put("message", text(thrown -> thrown.value().message()));
        return new Words<>(fields, (thrown, wanted) -> false);
    }

    private static <T> void putOutcome(Map<String, Field<T>> fields, Function<T, @Nullable Outcome> outcome) {
        fields.put("ok", new Flag<>(thing -> test(outcome.apply(thing), Outcome::isOk)));
        fields.put("error", new Flag<>(thing -> test(outcome.apply(thing), Outcome::error)));
        fields.put("throttle", new Flag<>(thing -> test(outcome.apply(thing), Outcome::throttle)));
        fields.put("fault", new Flag<>(thing -> test(outcome.apply(thing), Outcome::fault)));
    }

    private static boolean test(@Nullable Outcome outcome, Predicate<Outcome> condition) {
        return outcome != null && condition.test(outcome);
    }

    private static <T> void putHttp(Map<String, Field<T>> fields, Function<T, Http> http) {
        fields.put("http.status", new Quantity<>(thing -> {
            int status = http.apply(thing).status();
            return status == Http.UNKNOWN ? Double.NaN : status;
        }));
        fields.put("http.url", text(thing -> http.apply(thing).url()));
        fields.put("http.method", text(thing -> http.apply(thing).method()));
        fields.put("http.useragent", text(thing -> http.apply(thing).userAgent()));
        fields.put("http.clientip", text(thing -> http.apply(thing).clientIp()));
    }

    private static void putFacts(Map<String, Field<Request>> fields) {
        fields.put("user", text(request -> facts(request).user()));
        fields.put("availabilityzone", text(request -> facts(request).zone()));
        fields.put("instance.id", text(request -> facts(request).instanceId()));
        fields.put("resource.arn", text(request -> facts(request).resourceArn()));
    }

    private static Facts facts(Request request) {
        return request.callee() == null ? Facts.NONE : request.callee().facts();
    }

    private static <T> void putPlace(Map<String, Field<Placed<T>>> fields) {
        fields.put("index", new Quantity<>(Placed::index));
        fields.put("first", new Flag<>(placed -> placed.index() == 0));
        fields.put("last", new Flag<>(placed -> placed.index() == placed.size() - 1));
    }

    private static <T> Field<T> text(Function<T, String> reader) {
        return new Text<>((thing, wanted) -> {
            String value = reader.apply(thing);
            return !value.isEmpty() && wanted.test(value);
        });
    }

    private static boolean hasInferred(Trace trace) {
        return trace.requests().stream().anyMatch(request -> request.kind() == Request.Kind.INFERRED);
    }

    private static boolean anyAnnotation(@Nullable SegmentDocument document, Predicate<Annotation> wanted) {
        return document != null && any(document.annotations(), wanted);
    }

    private static <T> Field<T> anyOf(Function<T, List<String>> values) {
        return new Text<>((thing, wanted) -> any(values.apply(thing), wanted));
    }

    private static <T> boolean any(List<T> values, Predicate<T> wanted) {
        for (T value : values) {
            if (wanted.test(value)) {
                return true;
            }
        }
        return false;
    }

    private static double seconds(Span span) {
        return span.isComplete() ? span.duration() : Double.NaN;
    }
}
