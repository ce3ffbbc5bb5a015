// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.document;

import java.util.List;

/** What was found on the way through a document's subsegments, at any depth; {@code outcome} is true where any of them is. */
public record Contents(List<Call> calls, List<Enclosed> enclosed, List<Annotation> annotations, Outcome outcome) {

    private static final int CALL_COST_BYTES = 200;
    private static final int ID_COST_BYTES = 32;
    private static final int ANNOTATION_COST_BYTES = 120;

    public Contents {
        calls = List.copyOf(calls);
        enclosed = List.copyOf(enclosed);
        annotations = List.copyOf(annotations);
    }

    long costBytes() {
        return (long) calls.size() * CALL_COST_BYTES
                + (long) enclosed.size() * ID_COST_BYTES
                + (long) annotations.size() * ANNOTATION_COST_BYTES;
    }
}
