// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.policy;

import io.raygate.gateway.decode.TenantId;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * The policies that are in use. One that has grown old is read again beside the invocation, which waits for it shortly
 * and then goes on with the old one; where the new one is not valid, or the source is not there, the last good one
 * stays. A tenant without any policy fails its invocations. Called by one thread.
 */
public final class TenantPolicies {

    private static final Logger LOG = Logger.getLogger(TenantPolicies.class);
    private static final float LOAD_FACTOR = 0.75f;

    private record Kept(TenantPolicy policy, long readAtNanos) {}

    private final PolicySource source;
    private final Duration maxWait;
    private final LongSupplier nanoClock;
    private final Map<TenantId, Kept> kept;
    private final Map<TenantId, FutureTask<PolicyLookup>> underWay = new HashMap<>();
    private final Map<String, Integer> problems = new HashMap<>();

    TenantPolicies(PolicySource source, Duration maxWait, int maxTenants, LongSupplier nanoClock) {
        this.source = source;
        this.maxWait = maxWait;
        this.nanoClock = nanoClock;
        this.kept = new LinkedHashMap<>(16, LOAD_FACTOR, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<TenantId, Kept> eldest) {
                return size() > maxTenants;
            }
        };
    }

    /**
     * The tenant's policy.
     *
     * @throws NoPolicyException where there is none, and never was in the life of this process
     */
    public TenantPolicy of(TenantId tenant) {
        Kept present = kept.get(tenant);
        if (present == null) {
            return settle(tenant, source.find(tenant));
        }
        long ageNanos = nanoClock.getAsLong() - present.readAtNanos;
        return ageNanos < source.freshFor().toNanos() ? present.policy : refreshed(tenant, present.policy);
    }

    /** Failed readings since the last call, by kind. */
    public Map<String, Integer> takeProblems() {
        Map<String, Integer> taken = Map.copyOf(problems);
        problems.clear();
        return taken;
    }

    private TenantPolicy refreshed(TenantId tenant, TenantPolicy present) {
        FutureTask<PolicyLookup> reading = underWay.computeIfAbsent(tenant, this::start);
        try {
            PolicyLookup lookup = reading.get(maxWait.toMillis(), TimeUnit.MILLISECONDS);
            underWay.remove(tenant);
            return settle(tenant, lookup);
        } catch (TimeoutException _) {
            return present;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return present;
        } catch (ExecutionException e) {
            underWay.remove(tenant);
            throw new IllegalStateException("reading a policy has failed in an unforeseen way", e.getCause());
        }
    }

    private FutureTask<PolicyLookup> start(TenantId tenant) {
        FutureTask<PolicyLookup> reading = new FutureTask<>(() -> source.find(tenant));
        Thread.ofVirtual().name("policy").start(reading);
        return reading;
    }

    private TenantPolicy settle(TenantId tenant, PolicyLookup lookup) {
        return switch (lookup) {
            case PolicyLookup.Found found -> keep(tenant, found.policy());
            case PolicyLookup.Unknown unknown -> {
                kept.remove(tenant);
                problem("POLICY_UNKNOWN");
                throw new NoPolicyException("no policy for tenant " + tenant.value() + ": " + unknown.where()
                        + " does not exist; its records wait in the stream");
            }
            case PolicyLookup.Invalid invalid -> lastGood(tenant, "POLICY_INVALID", invalid.message());
            case PolicyLookup.Unreachable unreachable -> lastGood(tenant, "POLICY_UNREACHABLE", unreachable.message());
        };
    }

    private TenantPolicy keep(TenantId tenant, TenantPolicy policy) {
        kept.put(tenant, new Kept(policy, nanoClock.getAsLong()));
        return policy;
    }

    private TenantPolicy lastGood(TenantId tenant, String problem, String message) {
        problem(problem);
        Kept present = kept.get(tenant);
        if (present == null) {
            throw new NoPolicyException("no policy for tenant " + tenant.value() + ": " + message);
        }
        LOG.warnf("Policy not taken, the last good one stays: tenant=%s, %s", tenant.value(), message);
        return keep(tenant, present.policy);
    }

    private void problem(String kind) {
        problems.merge(kind, 1, Integer::sum);
    }
}
