// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.otlp;

import io.raygate.local.StatusSource;
import io.raygate.local.aws.AwsAccount;
import io.raygate.local.aws.AwsApi;
import io.raygate.local.aws.AwsRequest;
import io.raygate.local.aws.AwsResponse;
import io.raygate.local.fault.Candidate;
import io.raygate.local.fault.Disturbable;
import io.raygate.local.fault.FaultBoard;
import io.raygate.local.fault.Faults;
import io.raygate.local.fault.FaultyService;
import io.raygate.local.xray.XRayApi;
import io.raygate.local.xray.account.TransactionSearch;
import io.raygate.local.xray.intake.CallsByTarget;
import io.raygate.otlp.TranslationRules;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.zip.GZIPInputStream;

/**
 * {@code POST /v1/traces}: an OTLP trace request in protobuf or JSON, with gzip or without. Its spans become documents in
 * the store that PutTraceSegments fills. One request at a time is translated, which bounds the memory. Signatures are not
 * checked, and not needed. Thread-safe.
 */
@Singleton
@Priority(OtlpApi.BEFORE_THE_API_THAT_IS_TOLD_BY_SIGNATURE)
public final class OtlpApi implements AwsApi, StatusSource {

    /** How a fault names it. */
    static final String OPERATION = "OtlpTraces";

    static final int BEFORE_THE_API_THAT_IS_TOLD_BY_SIGNATURE = 1;

    private static final String PATH = "/v1/traces";
    private static final TranslationRules DEFAULTS = TranslationRules.DEFAULT;

    private final OtlpConfig config;
    private final TransactionSearch search;
    private final InstantSource clock;
    private final CallsByTarget calls;
    private final Export.Way way;
    private final ReentrantLock turn = new ReentrantLock();

    @Inject
    public OtlpApi(OtlpConfig config, AwsAccount account, FaultBoard board, XRayApi xray) {
        this(config, account, board.of(FaultyService.XRAY), xray, InstantSource.system());
    }

    OtlpApi(OtlpConfig config, AwsAccount account, Faults faults, XRayApi xray, InstantSource clock) {
        this.config = config;
        this.search = xray.transactionSearch();
        this.clock = clock;
        this.calls = new CallsByTarget(account);
        TranslationRules rules = new TranslationRules(
                SpanLimits.MAX_SPANS,
                config.maxTranslatedSize().asLongValue(),
                DEFAULTS.maxFrames(),
                DEFAULTS.maxExceptions(),
                DEFAULTS.annotations());
        this.way = new Export.Way(xray.intake(), new SpanCounters(), faults, rules);
    }

    @Override
    public boolean accepts(AwsRequest request) {
        return request.path().equals(PATH);
    }

    @Override
    public AwsResponse handle(AwsRequest request) {
        way.counters().request();
        Encoding encoding = Encoding.of(request).orElse(null);
        if (encoding == null) {
            return Export.refuse(
                    way,
                    Encoding.JSON,
                    Refusal.unsupported("The content type must be application/x-protobuf or application/json"));
        }
        if (!request.method().equals("POST")) {
            return Export.refuse(way, encoding, Refusal.notFound("The method must be POST"));
        }
        calls.count(request);
        return Disturbable.answer(
                new Call(request, encoding),
                way.faults().forCall(Candidate.of(OPERATION, request.body()), clock.instant()));
    }

    @Override
    public String name() {
        return "otlp";
    }

    @Override
    public Map<String, Object> status() {
        Map<String, Object> status = way.counters().status();
        status.put("callsByTarget", calls.status());
        return status;
    }

    private AwsResponse carryOut(AwsRequest request, Encoding encoding) {
        if (config.requireTransactionSearch() && !search.isOn()) {
            return Export.refuse(
                    way,
                    encoding,
                    Refusal.invalid("The OTLP API is supported with CloudWatch Logs as a Trace Segment Destination:"
                            + " call UpdateTraceSegmentDestination")); // as the service begins, since clients read it
        }
        String coding = request.header("content-encoding").orElse("identity").toLowerCase(Locale.ROOT);
        if (!coding.equals("gzip") && !coding.equals("identity")) {
            return Export.refuse(
                    way, encoding, Refusal.unsupported("The content encoding must be gzip or absent: " + coding));
        }
        turn.lock();
        try {
            byte[] body = coding.equals("gzip") ? decompressed(request.body()) : request.body();
            if (body.length > SpanLimits.MAX_BODY_BYTES) {
                return Export.refuse(
                        way,
                        encoding,
                        Refusal.tooLarge("The request holds more than " + SpanLimits.MAX_BODY_BYTES
                                + " bytes without compression"));
            }
            return Export.answer(way, encoding, body, clock.instant());
        } catch (IOException e) {
            return Export.refuse(way, encoding, Refusal.invalid("The request is not gzip"));
        } finally {
            turn.unlock();
        }
    }

    /** At most one byte more than is allowed. */
    private static byte[] decompressed(byte[] body) throws IOException {
        try (var gzip = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return gzip.readNBytes(SpanLimits.MAX_BODY_BYTES + 1);
        }
    }

    private final class Call implements Disturbable {

        private final AwsRequest request;
        private final Encoding encoding;

        Call(AwsRequest request, Encoding encoding) {
            this.request = request;
            this.encoding = encoding;
        }

        @Override
        public AwsResponse carryOut() {
            return OtlpApi.this.carryOut(request, encoding);
        }

        @Override
        public AwsResponse throttled() {
            return Export.refuse(way, encoding, Refusal.throttled());
        }

        @Override
        public AwsResponse internalFailure() {
            return Export.refuse(way, encoding, Refusal.failure());
        }
    }
}
