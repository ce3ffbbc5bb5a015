// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.validate;

import io.raygate.block.Document;
import io.raygate.block.DocumentKind;
import io.raygate.gateway.decode.ReceivedDocument;
import io.raygate.schema.DocumentValidator;
import io.raygate.schema.DocumentValidators;
import io.raygate.schema.Verdict;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gives each document its verdict. A refused document is counted and done with: sending it again changes nothing. */
@Singleton
public class EventValidator {

    /** Counted for a kind of document that this version of the gateway does not translate. */
    static final String UNSUPPORTED_KIND = "UNSUPPORTED_KIND";

    private final DocumentValidator validator = DocumentValidators.segment();

    /** Looks at every document. One invocation at a time, as Lambda calls a function. */
    public ValidatedEvent validate(List<ReceivedDocument> documents) {
        List<ReceivedDocument> accepted = new ArrayList<>(documents.size());
        Map<String, Integer> rejected = new HashMap<>();
        for (ReceivedDocument received : documents) {
            String reason = rejection(received.document());
            if (reason.isEmpty()) {
                accepted.add(received);
                continue;
            }
            rejected.merge(reason, 1, Integer::sum);
        }
        return new ValidatedEvent(accepted, rejected);
    }

    /** The reason code, empty where the document is accepted. */
    private String rejection(Document document) {
        if (document.kind() != DocumentKind.XRAY_JSON) {
            return UNSUPPORTED_KIND;
        }
        return switch (validator.validate(document.content(), document.offset(), document.length())) {
            case Verdict.Accepted _ -> "";
            case Verdict.Rejected rejected -> rejected.reason().name();
        };
    }
}
