// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.console;

import io.raygate.local.xray.document.Annotation;
import io.raygate.local.xray.document.Http;
import io.raygate.local.xray.document.ServiceId;
import io.raygate.local.xray.filter.Completion;
import io.raygate.local.xray.group.Group;
import io.raygate.local.xray.group.Groups;
import io.raygate.local.xray.index.Trace;
import io.raygate.local.xray.index.TraceFacts;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** The values that some traces have, newest first. */
record StoredValues(List<Trace> traces, Groups groups) implements Completion.Values {

    private static final String ANNOTATION = "annotation.";

    StoredValues {
        traces = List.copyOf(traces).reversed();
    }

    @Override
    public Stream<String> of(String keyword) {
        if (keyword.startsWith(ANNOTATION)) {
            String key = keyword.substring(ANNOTATION.length());
            return annotations()
                    .filter(annotation ->
                            annotation.key().equals(key) && annotation.value().isTextual())
                    .map(annotation -> annotation.value().textValue())
                    .distinct();
        }
        Stream<String> values = switch (keyword) {
            case "name" -> services().map(ServiceId::name);
            case "type" -> services().map(ServiceId::type);
            case "account.id" -> Stream.of(groups.accountId());
            case "annotation" -> annotations().map(Annotation::key);
            case "user" -> facts(TraceFacts::users);
            case "availabilityzone" -> facts(TraceFacts::zones);
            case "instance.id" -> facts(TraceFacts::instanceIds);
            case "resource.arn" -> facts(TraceFacts::resourceArns);
            case "http.url" -> http(Http::url);
            case "http.method" -> http(Http::method);
            case "http.useragent" -> http(Http::userAgent);
            case "http.clientip" -> http(Http::clientIp);
            case "group.name", "groupname" -> groups.all().stream().map(Group::name);
            case "group.arn", "grouparn" -> groups.all().stream().map(Group::arn);
            default -> Stream.empty();
        };
        return values.filter(value -> !value.isEmpty()).distinct();
    }

    private Stream<ServiceId> services() {
        return traces.stream().flatMap(trace -> trace.services().stream()).distinct();
    }

    private Stream<Annotation> annotations() {
        return traces.stream().flatMap(trace -> trace.facts().annotations().stream());
    }

    private Stream<String> facts(Function<TraceFacts, List<String>> fact) {
        return traces.stream().flatMap(trace -> fact.apply(trace.facts()).stream());
    }

    private Stream<String> http(Function<Http, String> part) {
        return traces.stream()
                .flatMap(trace -> trace.documents().stream())
                .map(document -> part.apply(document.entity().http()));
    }
}
