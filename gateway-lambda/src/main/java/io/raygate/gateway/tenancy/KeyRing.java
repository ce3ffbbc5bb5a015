// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.tenancy;

import io.raygate.block.SigningKeys;
import io.raygate.gateway.decode.TenantId;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The tenants' keys, read when they are first needed and again after the refresh interval. Where they cannot be read, or one
 * of them is not valid, the last good ones stay in use. Called by one thread.
 */
final class KeyRing {

    private static final Logger LOG = Logger.getLogger(KeyRing.class);

    private final KeySource source;
    private final Duration refresh;
    private final LongSupplier nanoClock;
    private @Nullable Map<TenantId, SigningKeys> keys;
    private long readAtNanos;

    KeyRing(KeySource source, Duration refresh, LongSupplier nanoClock) {
        this.source = source;
        this.refresh = refresh;
        this.nanoClock = nanoClock;
    }

    /**
     * A tenant's keys; empty where it has none.
     *
     * @throws NoSigningKeysException where no keys can be read, and none ever could
     */
    Optional<SigningKeys> of(TenantId tenant) {
        Map<TenantId, SigningKeys> present = keys;
        if (present == null || nanoClock.getAsLong() - readAtNanos >= refresh.toNanos()) {
            present = read(present);
            keys = present;
            readAtNanos = nanoClock.getAsLong();
        }
        return Optional.ofNullable(present.get(tenant));
    }

    private Map<TenantId, SigningKeys> read(@Nullable Map<TenantId, SigningKeys> before) {
        try {
            Map<TenantId, SigningKeys> parsed = new HashMap<>();
            source.read()
                    .forEach((tenant, text) ->
                            parse(tenant, text, before).ifPresent(tenantKeys -> parsed.put(tenant, tenantKeys)));
            return parsed;
        } catch (IOException e) {
            if (before == null) {
                throw new NoSigningKeysException("the tenants' signing keys cannot be read: " + describe(e), e);
            }
            LOG.warnf("Cannot read signing keys, the last good ones stay in use: %s", describe(e));
            return before;
        }
    }

    private static Optional<SigningKeys> parse(
            TenantId tenant, String text, @Nullable Map<TenantId, SigningKeys> before) {
        try {
            return Optional.of(SigningKeys.parse(text));
        } catch (IllegalArgumentException e) {
            LOG.warnf(
                    "Invalid signing keys, the last good ones stay in use: tenant=%s, %s",
                    tenant.value(), e.getMessage());
            return before == null ? Optional.empty() : Optional.ofNullable(before.get(tenant));
        }
    }

    private static String describe(IOException e) {
        return e.getClass().getSimpleName() + " " + e.getMessage();
    }
}
