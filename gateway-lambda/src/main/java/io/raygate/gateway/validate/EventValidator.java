// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.validate;

import io.raygate.gateway.decode.ReceivedDocument;
import io.raygate.schema.DocumentValidators;
import io.raygate.schema.SegmentValidator;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Gives each document its verdict and repairs what can be repaired. A refused document is counted and done with:
 * sending it again changes nothing.
 */
@Singleton
public class EventValidator {

    private final SegmentValidator validator = DocumentValidators.segment();

    /** Looks at every document. One invocation at a time, as Lambda calls a function. */
    public ValidatedEvent validate(List<ReceivedDocument> documents) {
        Verdicts verdicts = new Verdicts(documents.size());
        for (ReceivedDocument received : documents) {
            verdicts.add(received, validator);
        }
        return verdicts.toEvent();
    }
}
