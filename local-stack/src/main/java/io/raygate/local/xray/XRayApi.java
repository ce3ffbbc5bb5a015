// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray;

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
import io.raygate.local.xray.account.AccountOperations;
import io.raygate.local.xray.account.ResourcePolicies;
import io.raygate.local.xray.account.Tags;
import io.raygate.local.xray.account.TransactionSearch;
import io.raygate.local.xray.graph.GraphOperations;
import io.raygate.local.xray.group.Groups;
import io.raygate.local.xray.index.SegmentStore;
import io.raygate.local.xray.insight.InsightOperations;
import io.raygate.local.xray.intake.CallsByTarget;
import io.raygate.local.xray.intake.SegmentOperations;
import io.raygate.local.xray.intake.SpanIntake;
import io.raygate.local.xray.query.TraceOperations;
import io.raygate.local.xray.retrieval.Retrievals;
import io.raygate.local.xray.sampling.SamplingClients;
import io.raygate.local.xray.sampling.SamplingOperations;
import io.raygate.local.xray.sampling.SamplingRules;
import io.raygate.local.xray.wire.Operation;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * The X-Ray API (rest-json, every operation a POST; paths and shapes of the API model 2016-04-12) over segments kept in
 * memory. What it holds is bounded by {@link XRayConfig} and gone when the process ends. Signatures are not checked.
 * Thread-safe.
 */
@Singleton
public final class XRayApi implements AwsApi, StatusSource {

    private static final String PUT = "/TraceSegments";

    /** In the credential scope of a signed request. */
    private static final String SIGNED_FOR_XRAY = "/xray/aws4_request";

    private final Faults faults;
    private final InstantSource clock;
    private final SegmentStore store;
    private final Groups groups;
    private final TransactionSearch search;
    private final SegmentOperations segments;
    private final Map<String, Operation> operations = new HashMap<>();
    private final LongAdder requests = new LongAdder();
    private final CallsByTarget calls;

    @Inject
    public XRayApi(XRayConfig config, AwsAccount account, FaultBoard board) {
        this(config, account, board.of(FaultyService.XRAY), InstantSource.system());
    }

    XRayApi(XRayConfig config, AwsAccount account, Faults faults, InstantSource clock) {
        this.faults = faults;
        this.clock = clock;
        this.calls = new CallsByTarget(account);
        search = new TransactionSearch(config.transactionSearch(), config.indexedPercentage(), clock);
        store = new SegmentStore(config.maxBytes().asLongValue(), config.maxTraces(), clock, search::indexes);
        groups = new Groups(
                account, new Groups.Limits(config.maxGroups(), config.maxFilterLength()), store::lastSequence);
        segments = new SegmentOperations(store, faults, clock, search, account);
        operations.putAll(segments.operations());
        operations.putAll(
                new TraceOperations(store, groups, config.documents(), config.summariesPerPage()).operations());
        operations.putAll(new GraphOperations(store, groups).operations());
        operations.putAll(new InsightOperations(store, groups, clock).operations());
        operations.putAll(new Retrievals(store, config.maxRetrievals(), clock).operations());
        operations.putAll(search.operations());
        operations.putAll(new AccountOperations().operations());
        operations.putAll(new ResourcePolicies(clock).operations());
        putTagged(new SamplingRules(account, config.maxSamplingRules(), clock), config);
    }

    /** What can have tags: groups and sampling rules. */
    private void putTagged(SamplingRules rules, XRayConfig config) {
        SamplingClients clients = new SamplingClients(config.maxSamplingClients());
        operations.putAll(groups.operations());
        operations.putAll(new SamplingOperations(rules, clients, clock).operations());
        Tags tags = new Tags(arn -> groups.hasArn(arn) || rules.hasArn(arn));
        operations.putAll(tags.operations());
        operations.computeIfPresent("/CreateGroup", (_, create) -> tags.creating(create, "GroupARN"));
        operations.computeIfPresent("/CreateSamplingRule", (_, create) -> tags.creating(create, "RuleARN"));
        operations.computeIfPresent("/DeleteGroup", (_, delete) -> tags.deleting(delete));
        operations.computeIfPresent("/DeleteSamplingRule", (_, delete) -> tags.deleting(delete));
    }

    /** By path, since SDKs ask for sampling rules unsigned; or by signature. */
    @Override
    public boolean accepts(AwsRequest request) {
        return operations.containsKey(request.path())
                || request.header("authorization")
                        .filter(signature -> signature.contains(SIGNED_FOR_XRAY))
                        .isPresent();
    }

    @Override
    public AwsResponse handle(AwsRequest request) {
        requests.increment();
        Operation operation = operations.get(request.path());
        if (operation == null || !request.method().equals("POST")) {
            return XRayCall.unknown();
        }
        if (request.path().equals(PUT)) {
            calls.count(request);
        }
        return Disturbable.answer(
                new XRayCall(request.path(), operation, request.body()),
                faults.forCall(Candidate.of(request.path().substring(1), request.body()), clock.instant()));
    }

    /** What has come, for pages and tools. */
    public SegmentStore store() {
        return store;
    }

    /** The filters of groups, and of anybody who asks. */
    public Groups groups() {
        return groups;
    }

    /** Where spans enter. */
    public SpanIntake intake() {
        return new SpanIntake(store);
    }

    public TransactionSearch transactionSearch() {
        return search;
    }

    @Override
    public String name() {
        return "xray";
    }

    @Override
    public Map<String, Object> status() {
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("requests", requests.sum());
        status.put("putsByTarget", calls.status());
        status.putAll(store.status());
        status.put("ageMillis", segments.ages());
        status.put("transactionSearch", search.isOn());
        status.put("telemetryRecords", segments.telemetryRecords());
        status.put("faultsInjected", faults.injected());
        status.put("faultsActive", faults.describe(clock.instant()));
        return status;
    }
}
