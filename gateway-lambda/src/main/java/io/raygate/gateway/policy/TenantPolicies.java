// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.policy;

import io.raygate.aws.LruMap;
import io.raygate.gateway.decode.TenantId;
import io.raygate.gateway.policy.NoPolicyException.Lack;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * The policies in use. An expired policy is read again in parallel with the invocation, which waits for it briefly and then
 * continues with the old one; where the new one is not valid, or the source does not answer, the last good one stays in use.
 * Where there never was one, {@link NoPolicyException} says whether that is a problem of the tenant or of the source.
 * Called by one thread.
 */
public final class TenantPolicies {

    private static final Logger LOG = Logger.getLogger(TenantPolicies.class);
    private static final Duration RECENTLY = Duration.ofSeconds(60);

    private record Kept(TenantPolicy policy, long readAtNanos, long freshNanos) {}

    private final PolicySource source;
    private final Duration maxWait;
    private final LongSupplier nanoClock;
    private final LruMap<TenantId, Kept> kept;
    private final Map<TenantId, FutureTask<PolicyLookup>> underWay = new HashMap<>();
    private final Map<String, Integer> problems = new HashMap<>();
    private boolean answered;
    private long answeredAtNanos;

    /**
     * Without policies.
     *
     * @param maxTenants most policies kept
     */
    TenantPolicies(PolicySource source, Duration maxWait, int maxTenants, LongSupplier nanoClock) {
        this.source = source;
        this.maxWait = maxWait;
        this.nanoClock = nanoClock;
        this.kept = new LruMap<>(maxTenants);
    }

    /**
     * The tenant's policy.
     *
     * @throws NoPolicyException where there is none, and never was in the life of this process
     */
    public TenantPolicy of(TenantId tenant) {
        Kept present = kept.get(tenant).orElse(null);
        if (present == null) {
            return settle(tenant, source.find(tenant));
        }
        long ageNanos = nanoClock.getAsLong() - present.readAtNanos;
        return ageNanos < present.freshNanos ? present.policy : refreshed(tenant, present.policy);
    }

    /** Failed reads since the last call, by kind, without those that ended in an exception. */
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
            throw new IllegalStateException("unexpected failure while a policy was read", e.getCause());
        }
    }

    private FutureTask<PolicyLookup> start(TenantId tenant) {
        FutureTask<PolicyLookup> reading = new FutureTask<>(() -> source.find(tenant));
        Thread.ofVirtual().name("policy").start(reading);
        return reading;
    }

    private TenantPolicy settle(TenantId tenant, PolicyLookup lookup) {
        if (!(lookup instanceof PolicyLookup.Unreachable)) {
            answered = true;
            answeredAtNanos = nanoClock.getAsLong();
        }
        return switch (lookup) {
            case PolicyLookup.Found found -> keep(tenant, found.policy());
            case PolicyLookup.Unknown unknown -> {
                kept.remove(tenant);
                throw new NoPolicyException(
                        Lack.POLICY_UNKNOWN,
                        true,
                        "no policy for tenant " + tenant.value() + ": " + unknown.where() + " does not exist");
            }
            case PolicyLookup.Invalid invalid -> lastGood(tenant, Lack.POLICY_INVALID, true, invalid.message());
            case PolicyLookup.Unreachable unreachable ->
                lastGood(tenant, Lack.POLICY_UNREACHABLE, answersOthers(), unreachable.message());
        };
    }

    private TenantPolicy keep(TenantId tenant, TenantPolicy policy) {
        kept.put(
                tenant,
                new Kept(policy, nanoClock.getAsLong(), source.freshFor().toNanos()));
        return policy;
    }

    private TenantPolicy lastGood(TenantId tenant, Lack lack, boolean ofTenant, String message) {
        Kept present = kept.get(tenant).orElse(null);
        if (present == null) {
            throw new NoPolicyException(lack, ofTenant, "no policy for tenant " + tenant.value() + ": " + message);
        }
        problems.merge(lack.name(), 1, Integer::sum);
        LOG.warnf("Policy update refused, the last good one stays in use: tenant=%s, %s", tenant.value(), message);
        return keep(tenant, present.policy);
    }

    /** A source that has just answered for others works: what it does not answer is a problem of one tenant. */
    private boolean answersOthers() {
        return answered && nanoClock.getAsLong() - answeredAtNanos < RECENTLY.toNanos();
    }
}
