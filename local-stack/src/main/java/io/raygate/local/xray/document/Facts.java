// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.document;

import com.fasterxml.jackson.databind.JsonNode;

/** What a trace summary quotes of a segment beside its request; an empty string where the segment does not say. */
public record Facts(String user, String resourceArn, String instanceId, String zone) {

    public static final Facts NONE = new Facts("", "", "", "");

    static Facts of(JsonNode segment) {
        JsonNode aws = segment.path("aws");
        JsonNode ec2 = aws.path("ec2");
        String zone = ec2.path("availability_zone").asText("");
        Facts facts = new Facts(
                Names.shared(segment.path("user").asText("")),
                Names.shared(segment.path("resource_arn").asText("")),
                Names.shared(ec2.path("instance_id").asText("")),
                Names.shared(
                        zone.isEmpty()
                                ? aws.path("ecs").path("availability_zone").asText("")
                                : zone));
        return facts.equals(NONE) ? NONE : facts;
    }
}
