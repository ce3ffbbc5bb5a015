// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.sts;

import io.raygate.local.StatusSource;
import io.raygate.local.aws.AwsAccount;
import io.raygate.local.aws.AwsApi;
import io.raygate.local.aws.AwsRequest;
import io.raygate.local.aws.AwsResponse;
import io.raygate.local.aws.Signer;
import io.raygate.local.fault.Candidate;
import io.raygate.local.fault.Disturbable;
import io.raygate.local.fault.FaultBoard;
import io.raygate.local.fault.Faults;
import io.raygate.local.fault.FaultyService;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * AssumeRole and GetCallerIdentity (query protocol, API 2011-06-15). The credentials that it gives carry the account of the
 * role in their access key id, by which the other services tell whom they serve. Thread-safe.
 */
@Singleton
public final class StsApi implements AwsApi, StatusSource {

    /** In the credential scope of a signed request. */
    private static final String SIGNED_FOR_STS = "/sts/aws4_request";

    private final Map<String, String> externalIds = new HashMap<>();
    private final AwsAccount account;
    private final Faults faults;
    private final InstantSource clock;
    private final LongAdder assumed = new LongAdder();
    private final LongAdder denied = new LongAdder();

    @Inject
    public StsApi(StsConfig config, AwsAccount account, FaultBoard board) {
        this(config, account, board.of(FaultyService.STS), InstantSource.system());
    }

    StsApi(StsConfig config, AwsAccount account, Faults faults, InstantSource clock) {
        this.account = account;
        this.faults = faults;
        this.clock = clock;
        config.roles().forEach((arn, role) -> role.externalId().ifPresent(id -> externalIds.put(arn, id)));
    }

    @Override
    public boolean accepts(AwsRequest request) {
        return request.header("authorization").orElse("").contains(SIGNED_FOR_STS);
    }

    @Override
    public AwsResponse handle(AwsRequest request) {
        Map<String, String> form = form(new String(request.body(), StandardCharsets.UTF_8));
        String action = form.getOrDefault("Action", "");
        return Disturbable.answer(
                new Request(action, form, request),
                faults.forCall(Candidate.of(action, request.body()), clock.instant()));
    }

    @Override
    public String name() {
        return "sts";
    }

    @Override
    public Map<String, Object> status() {
        return Map.of(
                "rolesAssumed", assumed.sum(),
                "rolesDenied", denied.sum(),
                "faultsInjected", faults.injected(),
                "faultsActive", faults.describe(clock.instant()));
    }

    private AwsResponse assumeRole(Map<String, String> form) {
        String arn = form.getOrDefault("RoleArn", "");
        if (!AssumedRole.isRole(arn) || !form.containsKey("RoleSessionName")) {
            return StsXml.error(400, "ValidationError", "RoleArn and RoleSessionName are needed");
        }
        if (!AssumedRole.isDuration(form)) {
            return StsXml.error(400, "ValidationError", "DurationSeconds must have 1 to 6 digits");
        }
        String wanted = externalIds.get(arn);
        if (wanted != null && !wanted.equals(form.get("ExternalId"))) {
            denied.increment();
            return StsXml.error(403, "AccessDenied", "User is not authorized to perform: sts:AssumeRole on " + arn);
        }
        assumed.increment();
        return StsXml.assumedRole(AssumedRole.of(arn, form, clock.instant()));
    }

    private AwsResponse callerIdentity(AwsRequest request) {
        String caller = Signer.of(request).accountId().orElse(account.accountId());
        return StsXml.callerIdentity(caller);
    }

    private static Map<String, String> form(String body) {
        Map<String, String> form = new HashMap<>();
        for (String pair : body.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                form.put(
                        pair.substring(0, equals),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return form;
    }

    private final class Request implements Disturbable {

        private final String action;
        private final Map<String, String> form;
        private final AwsRequest request;

        Request(String action, Map<String, String> form, AwsRequest request) {
            this.action = action;
            this.form = form;
            this.request = request;
        }

        @Override
        public AwsResponse carryOut() {
            return switch (action) {
                case "AssumeRole" -> assumeRole(form);
                case "GetCallerIdentity" -> callerIdentity(request);
                default -> StsXml.error(400, "InvalidAction", "Not in the local stack: " + action);
            };
        }

        @Override
        public AwsResponse throttled() {
            return StsXml.error(400, "Throttling", "Rate exceeded");
        }

        @Override
        public AwsResponse internalFailure() {
            return StsXml.error(500, "InternalFailure", "An injected fault");
        }
    }
}
