// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.validate;

import io.raygate.block.Document;
import io.raygate.block.DocumentKind;
import io.raygate.gateway.decode.ReceivedDocument;
import io.raygate.schema.DocumentValidator;
import io.raygate.schema.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The verdicts on the documents of one event, as they come in. */
final class Verdicts {

    /** Counted for a kind of document that this version of the gateway does not translate. */
    private static final String UNSUPPORTED_KIND = "UNSUPPORTED_KIND";

    private final List<ReceivedDocument> toSend;
    private final Map<String, Integer> repairs = new HashMap<>();
    private final Map<String, Integer> rejected = new HashMap<>();
    private int splitOff;
    private int repaired;

    Verdicts(int expectedDocuments) {
        this.toSend = new ArrayList<>(expectedDocuments);
    }

    void add(ReceivedDocument received, DocumentValidator validator) {
        Document document = received.document();
        if (document.kind() != DocumentKind.XRAY_JSON) {
            rejected.merge(UNSUPPORTED_KIND, 1, Integer::sum);
            return;
        }
        switch (validator.validate(document.content(), document.offset(), document.length())) {
            case Verdict.Accepted _ -> toSend.add(received);
            case Verdict.Repaired fixed -> add(received, fixed);
            case Verdict.Rejected refused -> rejected.merge(refused.reason().name(), 1, Integer::sum);
        }
    }

    ValidatedEvent toEvent() {
        return new ValidatedEvent(toSend, splitOff, repaired, repairs, rejected);
    }

    private void add(ReceivedDocument received, Verdict.Repaired fixed) {
        repaired++;
        splitOff += fixed.documents().size() - 1;
        fixed.repairs().forEach(applied -> repairs.merge(applied.repair().name(), 1, Integer::sum));
        fixed.documents().forEach(body -> toSend.add(received.withBody(body)));
    }
}
