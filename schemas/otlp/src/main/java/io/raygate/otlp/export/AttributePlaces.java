// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.otlp.export;

import io.raygate.otlp.export.AttributeRules.Place;
import io.raygate.otlp.segment.Legal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The places of a document in which the translation may put an attribute: {@code docs/otlp-mapping.md} read backwards. A test
 * translates the examples of that page and finds each attribute where this says.
 *
 * @param paths   names of members, from a segment downwards; items of an array count as the array
 * @param form    how the attribute's value is related to the value there
 * @param isFixed whether the attribute must stay as it is, as the name of a document must
 */
public record AttributePlaces(List<List<String>> paths, Form form, boolean isFixed) {

    /** How the value of an attribute is related to the value in the document. */
    public enum Form {
        /** It is the same value. */
        VALUE,
        /** It is a text that holds the value as JSON. */
        JSON,
        /** It is the end of the value. */
        END,
        /** It is a text of which the value is made, together with others. */
        COMPOSED
    }

    private static final String OWN_NAMESPACE = "aws.xray.metadata.";
    private static final String RESOURCE_PREFIX = "otel.resource.";

    /** Without it, nobody knows whose span it is. */
    private static final Set<String> FIXED = Set.of("service.name", "aws.local.service");

    private static final Set<String> ENDS = Set.of("url.query");
    private static final Set<String> COMPOSED = Set.of("exception.stacktrace", "db.connection_string");

    /** The host of a URL is not here: it is the name of a document, which stays, too. */
    private static final String TABLE = """
            user: user.id enduser.id
            http.request.method: http.request.method http.request.method_original http.method
            http.request.url: url.full http.url url.path url.query http.target
            http.request.user_agent: user_agent.original http.user_agent
            http.request.client_ip: client.address http.client_ip network.peer.address net.sock.peer.addr net.peer.ip
            http.response.status: http.response.status_code http.status_code
            http.response.content_length: http.response.body.size http.response_content_length http.response.header.content-length
            sql.url: db.connection_string db.namespace db.name
            sql.user: db.connection_string db.user
            sql.database_type: db.system.name db.system
            sql.sanitized_query: db.query.text db.statement
            cause.exceptions.type: exception.type error.type exception.stacktrace
            cause.exceptions.message: exception.message http.status_text exception.stacktrace
            cause.exceptions.stack: exception.stacktrace
            service.version: service.version container.image.tag container.image.tags
            resource_arn: cloud.resource_id aws.ecs.task.arn faas.id
            aws.operation: aws.operation rpc.method aws.remote.operation db.operation.name db.operation messaging.operation.name messaging.operation.type messaging.operation
            aws.region: aws.region cloud.region
            aws.account_id: aws.account_id cloud.account.id
            aws.request_id: aws.request_id aws.requestId faas.invocation_id faas.execution
            aws.id_2: aws.extended_request_id
            aws.retries: http.request.resend_count http.resend_count
            aws.queue_url: aws.sqs.queue.url aws.queue.url aws.queue_url messaging.url
            aws.table_name: aws.dynamodb.table_names aws.table.name aws.table_name
            aws.table_names: aws.dynamodb.table_names
            aws.bucket_name: aws.s3.bucket aws.bucket.name
            aws.key: aws.s3.key
            aws.topic_arn: aws.sns.topic.arn messaging.destination.arn
            aws.stream_name: aws.kinesis.stream_name aws.stream.name
            aws.function_name: aws.lambda.invoked_arn faas.invoked_name aws.lambda.function.name
            aws.ec2.instance_id: host.id
            aws.ec2.availability_zone: cloud.availability_zone
            aws.ec2.instance_size: host.type
            aws.ec2.ami_id: host.image.id
            aws.ecs.container: container.name
            aws.ecs.container_id: container.id
            aws.ecs.container_arn: aws.ecs.container.arn
            aws.ecs.task_arn: aws.ecs.task.arn
            aws.ecs.task_family: aws.ecs.task.family
            aws.ecs.cluster_arn: aws.ecs.cluster.arn
            aws.ecs.launch_type: aws.ecs.launchtype
            aws.ecs.availability_zone: cloud.availability_zone
            aws.eks.cluster_name: k8s.cluster.name
            aws.eks.pod: k8s.pod.name
            aws.eks.container_id: container.id
            aws.elastic_beanstalk.environment_name: service.namespace
            aws.elastic_beanstalk.version_label: service.version
            aws.elastic_beanstalk.deployment_id: service.instance.id
            aws.cloudwatch_logs.arn: aws.log.group.arns
            aws.cloudwatch_logs.log_group: aws.log.group.arns aws.log.group.names
            aws.xray.sdk: telemetry.sdk.name telemetry.sdk.language
            aws.xray.sdk_version: telemetry.sdk.version
            """;

    /** Attributes of spans, events and resources that become fields, and which. */
    private static final Map<String, List<List<String>>> FIELDS = fields();

    public AttributePlaces {
        paths = List.copyOf(paths);
    }

    /** The places of an attribute. */
    public static AttributePlaces of(Place place, String key) {
        return switch (place) {
            case RESOURCE -> found(key, RESOURCE_PREFIX + key, FIXED.contains(key));
            case SPAN -> found(key, key, FIXED.contains(key));
            case SCOPE -> single("metadata", "otel", "scope", "attributes", key);
            case LINK -> single("links", "attributes", key);
            case EVENT -> single("metadata", "otel", "events", "attributes", key);
            case EXCEPTION -> exception(key);
            case STATUS_MESSAGE ->
                new AttributePlaces(
                        List.of(
                                List.of("metadata", "otel", "status_message"),
                                List.of("cause", "exceptions", "message")),
                        Form.VALUE,
                        false);
            case TRACE_STATE ->
                new AttributePlaces(List.of(List.of("metadata", "otel", "trace_state")), Form.COMPOSED, false);
        };
    }

    private static AttributePlaces found(String key, String leftKey, boolean fixed) {
        List<List<String>> paths = new ArrayList<>(FIELDS.getOrDefault(key, List.of()));
        paths.add(List.of("annotations", Legal.annotationKey(leftKey)));
        paths.add(List.of("metadata", "default", leftKey));
        if (key.startsWith(OWN_NAMESPACE) && key.length() > OWN_NAMESPACE.length()) {
            paths.add(List.of("metadata", key.substring(OWN_NAMESPACE.length())));
            return new AttributePlaces(paths, Form.JSON, fixed);
        }
        return new AttributePlaces(paths, form(key), fixed);
    }

    private static AttributePlaces exception(String key) {
        List<List<String>> paths = new ArrayList<>();
        if (key.startsWith("exception.")) {
            paths.addAll(FIELDS.getOrDefault(key, List.of()));
        }
        paths.add(List.of("metadata", "otel", "events", "attributes", key));
        return new AttributePlaces(paths, form(key), false);
    }

    private static AttributePlaces single(String... path) {
        return new AttributePlaces(List.of(List.of(path)), Form.VALUE, false);
    }

    private static Form form(String key) {
        if (ENDS.contains(key)) {
            return Form.END;
        }
        return COMPOSED.contains(key) ? Form.COMPOSED : Form.VALUE;
    }

    private static Map<String, List<List<String>>> fields() {
        Map<String, List<List<String>>> fields = new HashMap<>();
        for (String line : TABLE.lines().toList()) {
            String[] cells = line.split(": ", 2);
            for (String key : cells[1].split(" ", -1)) {
                fields.computeIfAbsent(key, absent -> new ArrayList<>()).add(List.of(cells[0].split("\\.", -1)));
            }
        }
        fields.put("deployment.environment.name", List.of(List.of("annotations", "deployment.environment.name")));
        return fields;
    }
}
