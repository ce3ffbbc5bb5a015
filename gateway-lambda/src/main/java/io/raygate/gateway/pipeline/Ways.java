// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.pipeline;

import io.raygate.gateway.decode.DeliveryTarget;
import io.raygate.gateway.decode.ReceivedDocument;
import java.util.ArrayList;
import java.util.List;

/**
 * The way of each document: segments, and requests of spans that become segments, to PutTraceSegments; requests of spans to
 * the OTLP endpoint.
 *
 * @param spansAlone requests that go to the OTLP endpoint only
 */
record Ways(List<ReceivedDocument> segments, List<ReceivedDocument> spans, int spansAlone) {

    static Ways of(List<ReceivedDocument> owned, DeliveryTarget wanted) {
        List<ReceivedDocument> segments = new ArrayList<>(owned.size());
        List<ReceivedDocument> spans = new ArrayList<>();
        for (ReceivedDocument document : owned) {
            DeliveryTarget target = document.holdsSpans() ? document.target().within(wanted) : DeliveryTarget.XRAY;
            if (target.includesXRay()) {
                segments.add(document);
            }
            if (target.includesOtlp()) {
                spans.add(document);
            }
        }
        return new Ways(segments, spans, owned.size() - segments.size());
    }
}
