// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.intake;

import io.raygate.local.xray.document.Reading.Accepted;
import io.raygate.local.xray.document.Reading.Refused;
import io.raygate.local.xray.document.SegmentReader;
import io.raygate.local.xray.index.SegmentStore;

/** Where the documents of spans enter the store: those that did not come by PutTraceSegments. Thread-safe. */
public final class SpanIntake {

    private final SegmentStore store;

    public SpanIntake(SegmentStore store) {
        this.store = store;
    }

    /** Stores a document. A span may be larger than a segment document, so its size is not looked at. */
    public void take(byte[] document) {
        switch (SegmentReader.readAnySize(document)) {
            case Accepted accepted -> store.put(accepted.document());
            case Refused refused -> store.refuse(refused.code().wireName());
        }
    }
}
