// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Walks a document once, as deep as the JSON reader lets it be: 1,000 levels. */
final class EntityReader {

    private final List<Annotation> annotations = new ArrayList<>();

    /** A segment, or an independent subsegment, with all that is in it. */
    Entity read(JsonNode document) {
        return read(document, SegmentJudge.isIndependent(document));
    }

    /** Those of the document and of its subsegments, in the order of the document. */
    List<Annotation> annotations() {
        return annotations;
    }

    private Entity read(JsonNode entity, boolean isSubsegment) {
        readAnnotations(entity.path("annotations"));
        Http http = Http.of(entity.path("http"));
        return new Entity(
                EntityId.parse(entity.path("id").asText("")),
                Names.shared(SegmentJudge.cutName(entity.path("name").asText(""))),
                Span.of(entity, http.status()),
                http,
                isSubsegment ? InferredService.of(entity).orElse(null) : null,
                Cause.of(entity.path("cause")),
                subsegments(entity.path("subsegments")));
    }

    private List<Entity> subsegments(JsonNode list) {
        if (!list.isArray() || list.isEmpty()) {
            return List.of();
        }
        List<Entity> subsegments = new ArrayList<>(list.size());
        for (JsonNode subsegment : list) {
            if (subsegment.isObject()) {
                subsegments.add(read(subsegment, true));
            }
        }
        return subsegments;
    }

    private void readAnnotations(JsonNode object) {
        for (Map.Entry<String, JsonNode> annotation : object.properties()) {
            JsonNode value = annotation.getValue();
            if (value.isTextual() || value.isNumber() || value.isBoolean()) {
                annotations.add(Names.annotation(annotation.getKey(), value));
            }
        }
    }
}
