// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.index;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.raygate.local.xray.document.Cause.Thrown;
import io.raygate.local.xray.document.SegmentDocument;
import io.raygate.local.xray.document.ServiceId;
import io.raygate.local.xray.wire.RestJson;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where faults, errors and time of a trace come from, as paths from the first entity that shows them to the last. Immutable.
 */
public record RootCauses(List<Path> faults, List<Path> errors, List<Path> responseTimes) {

    static final RootCauses NONE = new RootCauses(List.of(), List.of(), List.of());

    public RootCauses {
        faults = List.copyOf(faults);
        errors = List.copyOf(errors);
        responseTimes = List.copyOf(responseTimes);
    }

    /**
     * One root cause.
     *
     * @param clientImpacting true where the path begins at the root
     */
    public record Path(List<Part> parts, boolean clientImpacting) {

        public Path {
            parts = List.copyOf(parts);
        }

        public ObjectNode toJson() {
            ObjectNode json = RestJson.object();
            json.set("Services", servicesToJson());
            return json.put("ClientImpacting", clientImpacting);
        }

        /** The member {@code Services} of a root cause. */
        public ArrayNode servicesToJson() {
            ArrayNode services = RestJson.array();
            for (Part part : parts) {
                ObjectNode service = part.service.toJson();
                ArrayNode path = service.putArray("EntityPath");
                part.steps.forEach(step -> path.add(step.toJson()));
                services.add(service.put("Inferred", part.inferred));
            }
            return services;
        }
    }

    /**
     * The part of a path within one service.
     *
     * @param inferred true where the service sends no segments
     */
    public record Part(ServiceId service, List<Step> steps, boolean inferred) {

        public Part {
            steps = List.copyOf(steps);
        }
    }

    /**
     * An entity on a path.
     *
     * @param coverage   which part of the root's time it took, 0 to 1; not a number in causes of faults and errors
     * @param remote     true for a call that leaves the service
     * @param exceptions none in causes of time
     */
    public record Step(String name, double coverage, boolean remote, List<Thrown> exceptions) {

        public Step {
            exceptions = List.copyOf(exceptions);
        }

        private ObjectNode toJson() {
            ObjectNode json = RestJson.object().put("Name", name);
            if (Double.isNaN(coverage)) {
                ArrayNode list = json.putArray("Exceptions");
                exceptions.forEach(
                        thrown -> list.addObject().put("Name", thrown.name()).put("Message", thrown.message()));
            } else {
                json.put("Coverage", RestJson.seconds(coverage));
            }
            return json.put("Remote", remote);
        }
    }

    static RootCauses of(List<SegmentDocument> documents, List<Request> requests, @Nullable SegmentDocument root) {
        CallTree tree = CallTree.of(documents, requests);
        List<Path> responseTimes = root == null ? List.of() : ResponseTimeCauses.of(tree, root);
        List<Path> faults = FailureCauses.of(tree, root, FailureCauses.Kind.FAULT);
        List<Path> errors = FailureCauses.of(tree, root, FailureCauses.Kind.ERROR);
        return faults.isEmpty() && errors.isEmpty() && responseTimes.isEmpty()
                ? NONE
                : new RootCauses(faults, errors, responseTimes);
    }
}
