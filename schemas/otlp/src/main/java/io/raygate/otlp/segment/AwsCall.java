// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.otlp.segment;

import io.raygate.otlp.json.JsonWriter;
import io.raygate.otlp.read.Attributes;
import io.raygate.otlp.read.Span;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The {@code aws} block of a call to AWS. X-Ray draws the resource only where the operation is named. */
final class AwsCall {

    /** How X-Ray spells services that SDKs spell otherwise; it finds their resources by these names. */
    private static final Map<String, String> NAMES =
            Map.of("dynamodb", "DynamoDB", "sqs", "SQS", "sns", "SNS", "s3", "S3", "lambda", "Lambda");

    private static final Map<String, String> SYSTEMS = Map.of(
            "aws_sqs", "SQS",
            "aws.sqs", "SQS",
            "AmazonSQS", "SQS",
            "aws.sns", "SNS",
            "aws_sns", "SNS",
            "dynamodb", "DynamoDB",
            "aws.dynamodb", "DynamoDB");

    private AwsCall() {}

    static boolean isAwsCall(Span span) {
        return service(span) != null;
    }

    /** The name of the service that was called; null where it is none of AWS. */
    static @Nullable String service(Span span) {
        if (span.kind() == Span.Kind.SERVER || span.kind() == Span.Kind.INTERNAL) {
            return null;
        }
        Attributes attributes = span.attributes();
        String remote = attributes.text("aws.remote.service");
        if (remote != null && remote.startsWith("AWS")) {
            return canonical(remote.substring(Math.max(remote.lastIndexOf('.'), remote.lastIndexOf(':')) + 1));
        }
        String system = attributes.text("db.system.name", "db.system", "messaging.system");
        String known = system == null ? null : SYSTEMS.get(system);
        if (attributes.has("aws.service") || "aws-api".equals(attributes.text("rpc.system.name", "rpc.system"))) {
            String service = attributes.text("aws.service", "rpc.service");
            String method = attributes.text("rpc.method");
            int slash = method == null ? -1 : method.indexOf('/');
            String named = service == null && method != null && slash > 0 ? method.substring(0, slash) : service;
            return named == null ? known : canonical(named);
        }
        return known;
    }

    static String canonical(String service) {
        return NAMES.getOrDefault(service.toLowerCase(Locale.ROOT), service);
    }

    /** Members of the {@code aws} object, which the caller opens. */
    static void write(Span span, JsonWriter json) {
        if (!isAwsCall(span)) {
            return;
        }
        Attributes attributes = span.attributes();
        Place place = new Place(attributes);
        json.member("operation", operation(attributes));
        json.member("region", orElse(attributes.take("aws.region", "cloud.region"), place.region()));
        json.member("account_id", orElse(attributes.take("aws.account_id", "cloud.account.id"), place.account()));
        json.member("request_id", attributes.take("aws.request_id", "aws.requestId"));
        json.member("id_2", attributes.take("aws.extended_request_id"));
        json.member("retries", attributes.takeNumber("http.request.resend_count", "http.resend_count"));
        resources(attributes, json);
        attributes.drop("rpc.system.name", "rpc.system", "rpc.service", "aws.service");
    }

    private static void resources(Attributes attributes, JsonWriter json) {
        json.member(
                "queue_url", attributes.take("aws.sqs.queue.url", "aws.queue.url", "aws.queue_url", "messaging.url"));
        List<String> tables = attributes.texts("aws.dynamodb.table_names");
        json.member(
                "table_name", tables.isEmpty() ? attributes.take("aws.table.name", "aws.table_name") : tables.get(0));
        if (tables.size() > 1) {
            json.value("table_names", tables);
        }
        attributes.drop("aws.dynamodb.table_names");
        json.member("bucket_name", attributes.take("aws.s3.bucket", "aws.bucket.name"));
        attributes.drop("aws.bucket.name");
        json.member("key", attributes.take("aws.s3.key"));
        json.member("topic_arn", attributes.take("aws.sns.topic.arn", "messaging.destination.arn"));
        json.member("stream_name", attributes.take("aws.kinesis.stream_name", "aws.stream.name"));
        json.member("function_name", function(attributes));
    }

    private static @Nullable String function(Attributes attributes) {
        String arn = attributes.text("aws.lambda.invoked_arn");
        int name = arn == null ? -1 : arn.indexOf(":function:");
        return arn == null || name < 0
                ? attributes.take("faas.invoked_name", "aws.lambda.function.name")
                : arn.substring(name + ":function:".length());
    }

    private static @Nullable String operation(Attributes attributes) {
        String operation = attributes.take("aws.operation");
        String method = attributes.take("rpc.method");
        if (operation != null) {
            return operation;
        }
        if (method != null) {
            return method.substring(method.lastIndexOf('/') + 1);
        }
        return attributes.text(
                "aws.remote.operation",
                "db.operation.name",
                "db.operation",
                "messaging.operation.name",
                "messaging.operation.type",
                "messaging.operation");
    }

    private static @Nullable String orElse(@Nullable String first, String second) {
        return first == null ? second : first;
    }

    /** Region and account as the resource's own name tells; empty where it does not. */
    private record Place(String region, String account) {

        private static final List<String> ARNS = List.of(
                "aws.sns.topic.arn",
                "aws.lambda.invoked_arn",
                "aws.secretsmanager.secret.arn",
                "aws.step_functions.state_machine.arn",
                "aws.step_functions.activity.arn",
                "aws.kinesis.stream.arn");

        Place(Attributes attributes) {
            this(part(attributes, 3), part(attributes, 4));
        }

        private static String part(Attributes attributes, int position) {
            String arn = attributes.text(ARNS.toArray(String[]::new));
            String[] parts = arn == null ? new String[0] : arn.split(":", 7);
            if (parts.length > position) {
                return parts[position];
            }
            String queue = attributes.text("aws.sqs.queue.url", "aws.queue.url", "messaging.url");
            return queue == null ? "" : ofQueue(queue, position);
        }

        /** {@code https://sqs.region.amazonaws.com/account/name}. */
        private static String ofQueue(String url, int position) {
            String[] parts = url.split("/", 6);
            if (parts.length < 5 || !parts[2].startsWith("sqs.")) {
                return "";
            }
            String[] host = parts[2].split("\\.", 4);
            return position == 3 ? host[1] : parts[3];
        }
    }
}
