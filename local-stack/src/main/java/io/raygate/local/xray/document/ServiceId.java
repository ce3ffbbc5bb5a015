// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.document;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.raygate.local.xray.wire.RestJson;

/**
 * What X-Ray draws as one node.
 *
 * @param type the origin of the segment, {@code client}, {@code remote} or a type such as {@code AWS::DynamoDB::Table};
 *             empty where the segment names no origin
 */
public record ServiceId(String name, String type) {

    private static final String CLIENT = "client";

    /** The callers of a service that sent no segments themselves; X-Ray gives them the name of what they call. */
    public static ServiceId clientOf(ServiceId service) {
        return Names.service(service.name, CLIENT);
    }

    public boolean isClient() {
        return type.equals(CLIENT);
    }

    /** As X-Ray writes it: absent members are null. */
    public ObjectNode toJson() {
        ObjectNode json = RestJson.object();
        json.put("Name", name);
        json.putArray("Names").add(name);
        json.putNull("AccountId");
        if (type.isEmpty()) {
            json.putNull("Type");
        } else {
            json.put("Type", type);
        }
        return json;
    }
}
