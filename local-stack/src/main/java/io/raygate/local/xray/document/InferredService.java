// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * Names what a subsegment called, for the node that X-Ray infers where the called side sends no segment. The types are
 * those seen in X-Ray's own output (AWS X-Ray Developer Guide, "Getting data from AWS X-Ray", read 2026-11-22).
 */
final class InferredService {

    private InferredService() {}

    /** Empty where the subsegment does not leave the service. */
    static Optional<ServiceId> of(JsonNode subsegment) {
        String namespace = subsegment.path("namespace").asText("");
        String name = subsegment.path("name").asText("");
        if (namespace.equals("aws")) {
            return Optional.of(ofAws(name, subsegment.path("aws")));
        }
        if (subsegment.path("sql").isObject()) {
            return Optional.of(new ServiceId(name, "Database::SQL"));
        }
        return namespace.equals("remote") ? Optional.of(new ServiceId(name, "remote")) : Optional.empty();
    }

    private static ServiceId ofAws(String name, JsonNode aws) {
        return switch (name) {
            case "DynamoDB" -> resource(aws.path("table_name"), "AWS::DynamoDB::Table", name, "AWS::DynamoDB");
            case "S3" -> resource(aws.path("bucket_name"), "AWS::S3::Bucket", name, "AWS::S3");
            case "SQS" -> resource(aws.path("queue_url"), "AWS::SQS::Queue", name, "AWS::SQS");
            case "Lambda" -> resource(aws.path("function_name"), "AWS::Lambda", name, "AWS::Lambda");
            default -> new ServiceId(name, "AWS::" + name);
        };
    }

    private static ServiceId resource(JsonNode resource, String type, String service, String serviceType) {
        String name = resource.asText("");
        return name.isEmpty() ? new ServiceId(service, serviceType) : new ServiceId(name, type);
    }
}
