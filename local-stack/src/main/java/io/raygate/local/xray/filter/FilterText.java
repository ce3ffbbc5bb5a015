// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.filter;

import com.fasterxml.jackson.databind.JsonNode;
import io.raygate.local.xray.document.ServiceId;

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

    private static String id(ServiceId service) {
        return service.type().isEmpty()
                ? quoted(service.name())
                : "id(name: " + quoted(service.name()) + ", type: " + quoted(service.type()) + ")";
    }
}
