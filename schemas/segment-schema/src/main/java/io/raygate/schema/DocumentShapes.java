// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.schema;

import io.raygate.schema.Shape.Role;

/**
 * What X-Ray documents of a segment, field by field: the compiled form of {@code parts.schema.json} and the schemas that
 * use it, whose descriptions name the sources. {@code OracleAgreementTest} compares the two.
 */
final class DocumentShapes {

    /** Code points in the name of a segment. X-Ray Developer Guide, "Segment documents", read 2026-11-22. */
    static final int MAX_SEGMENT_NAME = 200;

    /** Code points in the name of a subsegment: the guide's rule for strings in general. */
    static final int MAX_SUBSEGMENT_NAME = 250;

    /** Code points in user and in the strings of http.request: schema 1.0.0 beside the guide, read 2026-11-22. */
    static final int MAX_SHORT_STRING = 250;

    /** Code points in an annotation's key. X-Ray SDK guides, "Annotations and metadata", read 2026-11-22. */
    static final int MAX_ANNOTATION_KEY = 500;

    /** Code points in an annotation's value. X-Ray SDK guides, "Annotations and metadata", read 2026-11-22. */
    static final int MAX_ANNOTATION_VALUE = 1_000;

    /** The rule for a value of which nothing is known. */
    static final Field ANYTHING = new Field("", Kind.ANY, Mark.NONE, Shape.FREE, Field.UNBOUNDED);

    static final Field PARENT_ID = of("parent_id", Kind.ID, Mark.PARENT_ID);

    static final Shape DOCUMENT = new Shape(Role.DOCUMENT);
    static final Shape SUBSEGMENT = new Shape(Role.SUBSEGMENT);
    static final Shape ANNOTATIONS = new Shape(Role.ANNOTATIONS);
    static final Shape AWS = new Shape(Role.PLAIN);

    static {
        Field[] entity = entity();
        DOCUMENT.with(entity);
        SUBSEGMENT.with(entity);
    }

    private DocumentShapes() {}

    private static Field[] entity() {
        return new Field[] {
            of("name", Kind.NAME, Mark.NAME),
            of("id", Kind.ID, Mark.ID),
            of("trace_id", Kind.TRACE_ID, Mark.TRACE_ID),
            of("start_time", Kind.TIME, Mark.START_TIME),
            of("end_time", Kind.TIME, Mark.END_TIME),
            of("in_progress", Kind.IN_PROGRESS, Mark.IN_PROGRESS),
            PARENT_ID,
            of("type", Kind.TYPE, Mark.TYPE),
            of("namespace", Kind.NAMESPACE),
            object("service", text("version"), text("name"), text("runtime"), text("runtime_version")),
            shortText("user"),
            of("origin", Kind.STRING, Mark.ORIGIN),
            text("resource_arn"),
            of("error", Kind.BOOLEAN, Mark.ERROR),
            of("throttle", Kind.BOOLEAN, Mark.THROTTLE),
            of("fault", Kind.BOOLEAN, Mark.FAULT),
            of("traced", Kind.BOOLEAN),
            of("inferred", Kind.BOOLEAN),
            http(),
            aws(),
            new Field("cause", Kind.CAUSE, Mark.NONE, cause(), Field.UNBOUNDED),
            sql(),
            new Field("annotations", Kind.OBJECT, Mark.ANNOTATIONS, ANNOTATIONS, Field.UNBOUNDED),
            new Field("metadata", Kind.OBJECT, Mark.METADATA, Shape.FREE, Field.UNBOUNDED),
            Field.array("precursor_ids", of("", Kind.ID)),
            Field.array("links", of("", Kind.OBJECT)),
            Field.array("subsegments", new Field("", Kind.OBJECT, Mark.NONE, SUBSEGMENT, Field.UNBOUNDED)),
        };
    }

    private static Field http() {
        return object(
                "http",
                object(
                        "request",
                        shortText("method"),
                        shortText("url"),
                        shortText("user_agent"),
                        shortText("client_ip"),
                        of("x_forwarded_for", Kind.BOOLEAN),
                        of("traced", Kind.BOOLEAN)),
                object("response", of("status", Kind.NUMBER), of("content_length", Kind.NUMBER)));
    }

    private static Field aws() {
        Shape eks = new Shape(Role.PLAIN).with(text("cluster_name"), text("pod"), text("container_id"));
        AWS.with(
                text("account_id"),
                text("operation"),
                text("region"),
                text("request_id"),
                text("queue_url"),
                text("table_name"),
                object("ec2", text("instance_id"), text("instance_size"), text("ami_id"), text("availability_zone")),
                object("ecs", text("container"), text("container_id"), text("container_arn")),
                new Field("eks", Kind.OBJECT, Mark.EKS, eks, Field.UNBOUNDED),
                object(
                        "elastic_beanstalk",
                        text("environment_name"),
                        text("version_label"),
                        of("deployment_id", Kind.NUMBER)),
                object("xray", text("sdk"), text("sdk_version"), of("auto_instrumentation", Kind.BOOLEAN)),
                Field.array("cloudwatch_logs", object("", text("log_group"), text("arn"))));
        return new Field("aws", Kind.OBJECT, Mark.AWS, AWS, Field.UNBOUNDED);
    }

    private static Shape cause() {
        Shape exception = new Shape(Role.EXCEPTION)
                .with(
                        of("id", Kind.ID, Mark.EXCEPTION_ID),
                        text("message"),
                        text("type"),
                        of("remote", Kind.BOOLEAN),
                        of("truncated", Kind.NUMBER),
                        of("skipped", Kind.NUMBER),
                        of("cause", Kind.STRING, Mark.EXCEPTION_CAUSE),
                        Field.array(
                                "stack", object("", text("path"), of("line", Kind.NUMBER, Mark.LINE), text("label"))));
        return new Shape(Role.PLAIN)
                .with(
                        text("working_directory"),
                        Field.array("paths", text("")),
                        Field.array("exceptions", new Field("", Kind.OBJECT, Mark.NONE, exception, Field.UNBOUNDED)));
    }

    private static Field sql() {
        return object(
                "sql",
                text("connection_string"),
                text("url"),
                text("sanitized_query"),
                text("database_type"),
                text("database_version"),
                text("driver_version"),
                text("preparation"),
                shortText("user"));
    }

    private static Field text(String name) {
        return of(name, Kind.STRING);
    }

    private static Field shortText(String name) {
        return new Field(name, Kind.STRING, Mark.NONE, Shape.FREE, MAX_SHORT_STRING);
    }

    private static Field of(String name, Kind kind) {
        return of(name, kind, Mark.NONE);
    }

    private static Field of(String name, Kind kind, Mark mark) {
        return new Field(name, kind, mark, Shape.FREE, Field.UNBOUNDED);
    }

    private static Field object(String name, Field... fields) {
        return new Field(name, Kind.OBJECT, Mark.NONE, new Shape(Role.PLAIN).with(fields), Field.UNBOUNDED);
    }
}
