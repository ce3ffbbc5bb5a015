// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.otlp.segment;

import io.raygate.otlp.read.Attributes;
import io.raygate.otlp.read.Span;
import org.jspecify.annotations.Nullable;

/** What a subsegment is called: the name of the node that X-Ray draws for the other side of a call. */
final class Naming {

    private static final String NO_NAME = "span";

    private Naming() {}

    static String subsegment(Span span) {
        String name = firstOf(span);
        return Legal.name(name == null || name.isBlank() ? NO_NAME : name);
    }

    private static @Nullable String firstOf(Span span) {
        Attributes attributes = span.attributes();
        String remote = attributes.text("aws.remote.service");
        if (remote != null) {
            return AwsCall.canonical(withoutPrefix(remote));
        }
        String peer = attributes.text("service.peer.name", "peer.service");
        if (peer != null) {
            return peer;
        }
        if (span.kind() == Span.Kind.INTERNAL || span.kind() == Span.Kind.UNSPECIFIED) {
            return Sql.isDatabase(attributes) ? orName(database(attributes), span) : span.name();
        }
        String service = AwsCall.service(span);
        return service != null ? service : orName(otherSide(attributes), span);
    }

    private static String withoutPrefix(String service) {
        String name = service.startsWith("AWS.SDK.") ? service.substring("AWS.SDK.".length()) : service;
        return name.startsWith("AWS::") ? name.substring("AWS::".length()) : name;
    }

    private static @Nullable String otherSide(Attributes attributes) {
        if (Sql.isDatabase(attributes)) {
            return database(attributes);
        }
        String destination = attributes.text("messaging.destination.name", "messaging.destination");
        if (destination != null) {
            return destination;
        }
        String service = attributes.text("rpc.service");
        if (service == null) {
            String method = attributes.text("rpc.method");
            int slash = method == null ? -1 : method.indexOf('/');
            service = method == null || slash <= 0 ? null : method.substring(0, slash);
        }
        return service != null ? service : Http.host(attributes);
    }

    /** {@code database@host}: the same database on two hosts is two nodes. Redis numbers its databases: no name. */
    private static @Nullable String database(Attributes attributes) {
        String system = attributes.text("db.system.name", "db.system");
        String namespace = attributes.text("db.namespace", "db.name");
        String host = databaseHost(attributes);
        String database = namespace == null || namespace.chars().allMatch(Character::isDigit) ? system : namespace;
        if (database == null) {
            return host;
        }
        String name = database.replace('|', '/'); // between the parts of a namespace
        return host == null ? name : name + "@" + host;
    }

    private static @Nullable String databaseHost(Attributes attributes) {
        String host = Http.host(attributes);
        String connection = attributes.text("db.connection_string");
        return host != null || connection == null
                ? host
                : Http.withoutPort(Http.hostOf(Sql.withoutSecrets(connection)));
    }

    private static String orName(@Nullable String name, Span span) {
        return name == null ? span.name() : name;
    }
}
