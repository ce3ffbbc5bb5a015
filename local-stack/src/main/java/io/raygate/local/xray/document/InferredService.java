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
        String name = SegmentJudge.cutName(subsegment.path("name").asText(""));
        if (namespace.equals("aws")) {
            return Optional.of(ofAws(name, subsegment.path("aws")));
        }
        if (subsegment.path("sql").isObject()) {
            return Optional.of(Names.service(name, "Database::SQL"));
        }
        return namespace.equals("remote") ? Optional.of(Names.service(name, "remote")) : Optional.empty();
    }

    /** X-Ray recognises a resource only in a call that names its operation. */
    private static ServiceId ofAws(String name, JsonNode aws) {
        if (aws.path("operation").asText("").isEmpty()) {
            return Names.service(name, "AWS::" + name);
        }
        return switch (name) {
            case "DynamoDB" -> resource(aws.path("table_name"), "AWS::DynamoDB::Table", name);
            case "S3" -> resource(aws.path("bucket_name"), "AWS::S3::Bucket", name);
            case "SQS" -> resource(aws.path("queue_url"), "AWS::SQS::Queue", name);
            case "SNS" -> resource(aws.path("topic_arn"), "AWS::SNS", name);
            case "Lambda" -> resource(aws.path("function_name"), "AWS::Lambda", name);
            default -> Names.service(name, "AWS::" + name);
        };
    }

    private static ServiceId resource(JsonNode resource, String type, String service) {
        String name = resource.asText("");
        return name.isEmpty() ? Names.service(service, "AWS::" + service) : Names.service(name, type);
    }
}
