// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.intake;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.raygate.local.aws.AwsAccount;
import io.raygate.local.fault.Candidate;
import io.raygate.local.fault.Fault;
import io.raygate.local.fault.FaultKind;
import io.raygate.local.fault.Faults;
import io.raygate.local.xray.account.TransactionSearch;
import io.raygate.local.xray.document.Reading.Accepted;
import io.raygate.local.xray.document.Reading.Refused;
import io.raygate.local.xray.document.SegmentDocument;
import io.raygate.local.xray.document.SegmentReader;
import io.raygate.local.xray.index.PutOutcome;
import io.raygate.local.xray.index.SegmentStore;
import io.raygate.local.xray.wire.Operation;
import io.raygate.local.xray.wire.RequestBody;
import io.raygate.local.xray.wire.RestJson;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** What the X-Ray daemon calls: PutTraceSegments and PutTelemetryRecords. */
public final class SegmentOperations {

    /** 50 documents a call, from the message of the service (opentelemetry-collector-contrib, pull request 203); read 2026-11-22. */
    private static final int MAX_DOCUMENTS = 50;

    /** How a fault names PutTraceSegments. */
    private static final String SCOPE = "TraceSegments";

    private final SegmentStore store;
    private final Faults faults;
    private final InstantSource clock;
    private final TransactionSearch search;
    private final AwsAccount account;
    private final LongAdder telemetryRecords = new LongAdder();
    private final DocumentAges ages = new DocumentAges();

    public SegmentOperations(
            SegmentStore store, Faults faults, InstantSource clock, TransactionSearch search, AwsAccount account) {
        this.store = store;
        this.faults = faults;
        this.clock = clock;
        this.search = search;
        this.account = account;
    }

    public Map<String, Operation> operations() {
        return Map.of("/TraceSegments", this::putTraceSegments, "/TelemetryRecords", this::putTelemetryRecords);
    }

    public long telemetryRecords() {
        return telemetryRecords.sum();
    }

    /** How old documents were that were new, by the upper bound of their age in milliseconds. */
    public Map<String, Long> ages() {
        return ages.status();
    }

    private ObjectNode putTraceSegments(RequestBody request) {
        List<String> documents = request.requiredTexts("TraceSegmentDocuments");
        RequestBody.check(!documents.isEmpty(), "Segments can not be empty");
        RequestBody.check(documents.size() <= MAX_DOCUMENTS, "Exceeding maximum segment count: " + MAX_DOCUMENTS);
        ObjectNode answer = RestJson.object();
        ArrayNode unprocessed = answer.putArray("UnprocessedTraceSegments");
        SegmentStore.Receipt receipt = store.receipt();
        for (String document : documents) {
            switch (SegmentReader.read(document.getBytes(StandardCharsets.UTF_8))) {
                case Accepted accepted -> take(accepted.document(), receipt, unprocessed);
                case Refused refused -> refuse(refused.id(), refused.code().wireName(), refused.message(), unprocessed);
            }
        }
        boolean noneIsValid = !documents.isEmpty() && unprocessed.size() == documents.size();
        RequestBody.check(
                !(search.isOn() && noneIsValid),
                "No segments could be converted to log events for account: " + account.accountId());
        return answer;
    }

    private void take(SegmentDocument document, SegmentStore.Receipt receipt, ArrayNode unprocessed) {
        Optional<Fault> fault = faults.forEntry(Candidate.of(SCOPE, document.bytes()), clock.instant());
        if (fault.isEmpty()) {
            if (store.put(document, receipt) == PutOutcome.ADDED) {
                ages.add(receipt.at() - document.span().eventTime());
            }
            return;
        }
        boolean named = fault.get().kind() == FaultKind.UNPROCESSED;
        refuse(named ? document.identity().id() : null, fault.get().effect().code(), "An injected fault", unprocessed);
    }

    private void refuse(@Nullable String id, String code, String message, ArrayNode unprocessed) {
        store.refuse(code);
        unprocessed.addObject().put("Id", id).put("ErrorCode", code).put("Message", message);
    }

    private ObjectNode putTelemetryRecords(RequestBody request) {
        List<RequestBody> records = request.requiredStructures("TelemetryRecords");
        RequestBody.check(!records.isEmpty(), "Telemetry records can not be empty");
        telemetryRecords.add(records.size());
        return RestJson.object();
    }
}
