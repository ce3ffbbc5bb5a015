// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Walks a document once. A call inside a call (the HTTP request of an AWS SDK call) is part of the outer one. */
final class ContentsReader {

    private final List<Call> calls = new ArrayList<>();
    private final List<Enclosed> enclosed = new ArrayList<>();
    private final List<Annotation> annotations = new ArrayList<>();
    private Outcome outcome = Outcome.OK;

    private ContentsReader() {}

    static Contents read(JsonNode document) {
        ContentsReader reader = new ContentsReader();
        if (SegmentJudge.isIndependent(document)) {
            reader.visit(document, Enclosed.OUTSIDE);
        } else {
            reader.visitInside(document, Enclosed.OUTSIDE);
        }
        return new Contents(reader.calls, reader.enclosed, reader.annotations, reader.outcome);
    }

    /** As deep as the document, which the JSON reader bounds to 1,000 levels. */
    private void visit(JsonNode entity, int outerCall) {
        long id = EntityId.parse(entity.path("id").asText(""));
        visitInside(entity, outerCall == Enclosed.OUTSIDE ? openCall(entity, id) : outerCall);
    }

    private void visitInside(JsonNode entity, int call) {
        long id = EntityId.parse(entity.path("id").asText(""));
        if (id != EntityId.NONE) {
            enclosed.add(new Enclosed(id, call));
        }
        outcome = outcome.or(Outcome.of(entity));
        readAnnotations(entity.path("annotations"));
        for (JsonNode subsegment : entity.path("subsegments")) {
            visit(subsegment, call);
        }
    }

    private int openCall(JsonNode entity, long id) {
        Optional<ServiceId> target = InferredService.of(entity);
        if (target.isEmpty()) {
            return Enclosed.OUTSIDE;
        }
        calls.add(new Call(id, target.get(), Span.of(entity)));
        return calls.size() - 1;
    }

    private void readAnnotations(JsonNode object) {
        for (Map.Entry<String, JsonNode> annotation : object.properties()) {
            JsonNode value = annotation.getValue();
            if (value.isTextual() || value.isNumber() || value.isBoolean()) {
                annotations.add(new Annotation(annotation.getKey(), value));
            }
        }
    }
}
