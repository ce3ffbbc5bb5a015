// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.otlp.segment;

import io.raygate.otlp.json.JsonWriter;
import io.raygate.otlp.read.Attributes;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The {@code sql} block of calls to databases that speak SQL. */
final class Sql {

    private static final Set<String> OTHER = Set.of(
            "redis",
            "mongodb",
            "memcached",
            "dynamodb",
            "aws.dynamodb",
            "elasticsearch",
            "opensearch",
            "couchbase",
            "couchdb",
            "hbase",
            "neo4j",
            "influxdb",
            "geode",
            "cosmosdb",
            "azure.cosmosdb",
            "milvus",
            "pinecone",
            "weaviate",
            "qdrant",
            "actian.ingres.nosql");

    private Sql() {}

    static boolean isDatabase(Attributes attributes) {
        return attributes.has("db.system.name") || attributes.has("db.system");
    }

    static void write(Attributes attributes, JsonWriter json) {
        String system = attributes.text("db.system.name", "db.system");
        if (system == null || OTHER.contains(system)) {
            return;
        }
        int sql = json.open("sql");
        json.member("url", url(system, attributes));
        json.member("database_type", attributes.take("db.system.name", "db.system"));
        json.member("sanitized_query", attributes.take("db.query.text", "db.statement"));
        json.member("user", Legal.cut(attributes.take("db.user")));
        json.close(sql);
    }

    private static @Nullable String url(String system, Attributes attributes) {
        String host = attributes.text("server.address", "net.peer.name", "network.peer.address", "net.peer.ip");
        String namespace = attributes.text("db.namespace", "db.name");
        String path = namespace == null ? "" : "/" + namespace.replace('|', '/');
        if (host == null) {
            String connection = attributes.take("db.connection_string");
            if (connection != null) {
                String place = withoutSecrets(connection);
                return namespace == null || place.endsWith(namespace) ? place : place + path;
            }
            return namespace == null ? null : system + "://" + path;
        }
        attributes.drop("db.connection_string");
        Long port = attributes.number("server.port", "net.peer.port", "network.peer.port");
        attributes.drop("server.address", "server.port", "net.peer.name", "net.peer.port", "db.namespace", "db.name");
        return system + "://" + Http.withPort(host, port) + path;
    }

    /** Without user, password and parameters, which may hold a password. */
    static String withoutSecrets(String connection) {
        int end = connection.length();
        for (char parameters : new char[] {'?', ';'}) {
            int at = connection.indexOf(parameters);
            end = at >= 0 && at < end ? at : end;
        }
        String place = connection.substring(0, end);
        int at = place.lastIndexOf('@');
        if (at < 0) {
            return place;
        }
        int slashes = place.indexOf("//");
        int start = slashes >= 0 && slashes < at ? slashes + 2 : place.lastIndexOf(':', at) + 1;
        return place.substring(0, start) + place.substring(at + 1);
    }
}
