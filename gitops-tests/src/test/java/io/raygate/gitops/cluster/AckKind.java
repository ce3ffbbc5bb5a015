// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops.cluster;

import io.raygate.gitops.cluster.AwsEndpoint.Account;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** How a controller of ACK reads, creates, updates and deletes one kind. Specs come with their references resolved. */
interface AckKind {

    /** What the read call returns. A field that is not among {@code fields} is one that the controller never reads back. */
    record Found(ObjectNode fields, ObjectNode status) {

        /**
         * @param answer of AWS, with its names
         * @param fields of the spec, by their names in it, which the controller takes from the answer
         */
        static Found of(JsonNode answer, List<String> fields) {
            ObjectNode found = new JsonMapper().createObjectNode();
            fields.forEach(field -> found.set(field, answer.path(AckFields.name(field))));
            return new Found(found, new JsonMapper().createObjectNode());
        }

        Found with(String field, JsonNode value) {
            fields.set(field, value);
            return this;
        }

        Found arn(JsonNode arn) {
            status.withObject("/ackResourceMetadata").set("arn", arn);
            return this;
        }

        Found status(String field, JsonNode value) {
            status.set(field, value);
            return this;
        }
    }

    /** A field that may name an object instead of having a value. */
    record Reference(String field, String kind, String target, String pointer) {}

    default List<Reference> references() {
        return List.of();
    }

    /** Empty where AWS has none, or where the object does not say yet which one it is. */
    Optional<Found> read(Account account, JsonNode spec, JsonNode status) throws IOException, InterruptedException;

    /** Writes what identifies it into {@code status}. */
    void create(Account account, JsonNode spec, ObjectNode status) throws IOException, InterruptedException;

    /** Called only where a field that is read back differs. */
    void update(Account account, JsonNode spec, JsonNode status, Set<String> changed)
            throws IOException, InterruptedException;

    void delete(Account account, JsonNode spec, JsonNode status) throws IOException, InterruptedException;
}
