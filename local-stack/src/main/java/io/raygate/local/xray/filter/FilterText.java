// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.filter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.raygate.local.xray.document.ServiceId;
import io.raygate.local.xray.index.RootCauses;
import io.raygate.local.xray.wire.RestJson;
import java.util.stream.Collectors;

/** Writes filter expressions. Pure. */
public final class FilterText {

    private FilterText() {}

    /** A string of the language, with its quotes. */
    public static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** Selects a service. */
    public static String service(ServiceId service) {
        return "service(" + id(service) + ")";
    }

    /** Selects the requests from one service to another. */
    public static String edge(ServiceId from, ServiceId to) {
        return "edge(" + id(from) + ", " + id(to) + ")";
    }

    /** Takes what has the annotation with that value. */
    public static String annotation(String key, JsonNode value) {
        return "annotation[" + key + "] = " + (value.isTextual() ? quoted(value.textValue()) : value.asText());
    }

    /** Takes what has that path of services and entities among its root causes. */
    public static String cause(RootCauses.Path cause) {
        ArrayNode services = RestJson.array();
        for (RootCauses.Part part : cause.parts()) {
            ObjectNode service = services.addObject().put("Name", part.service().name());
            ArrayNode entities = service.putArray("EntityPath");
            part.steps().forEach(step -> entities.addObject().put("Name", step.name()));
        }
        return "rootcause.json = #" + services;
    }

    /** A root cause in a line: services and, in parentheses, what in them was on the path. */
    public static String label(RootCauses.Path cause) {
        return cause.parts().stream()
                .map(part -> part.service().name() + " ("
                        + part.steps().stream().map(RootCauses.Step::name).collect(Collectors.joining(", ")) + ")")
                .collect(Collectors.joining(" > "));
    }

    private static String id(ServiceId service) {
        return service.type().isEmpty()
                ? quoted(service.name())
                : "id(name: " + quoted(service.name()) + ", type: " + quoted(service.type()) + ")";
    }
}
