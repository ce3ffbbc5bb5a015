// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.policy;

import io.raygate.aws.ErrorCode;
import io.raygate.aws.ParameterStore;
import io.raygate.contract.read.InvalidFileException;
import io.raygate.contract.read.JsonFile;
import io.raygate.gateway.decode.TenantId;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Policies from SSM parameters {@code /raygate/<environment>/tenants/<tenant>}. All are read together, ten a call: SSM counts
 * calls for the whole account, and processes are as many as shards have invocations. A tenant who is not among them is asked for
 * alone, at each record, so that a new team does not wait for the next reading. Needs {@code ssm:GetParametersByPath} and
 * {@code ssm:GetParameter} on these parameters. Thread-safe; who asks while all are read waits for the answer.
 */
final class SsmPolicies implements PolicySource {

    /** Processes that start together would read together for ever: each reading is due up to this share earlier. */
    private static final double SPREAD = 0.2;

    private final ParameterStore parameters;
    private final String path;
    private final int maxTenants;
    private final Readings readings;
    private final PolicyReader reader;
    private final Map<String, String> texts = new HashMap<>();
    private boolean isRead;
    private volatile long dueNanos;

    /**
     * Nothing is read yet.
     *
     * @param maxTenants most policies that are read together; further ones are read alone
     */
    SsmPolicies(ParameterStore parameters, String environment, int maxTenants, Readings readings, PolicyReader reader) {
        this.parameters = parameters;
        this.path = "/raygate/" + environment + "/tenants";
        this.maxTenants = maxTenants;
        this.readings = readings;
        this.reader = reader;
    }

    @Override
    public PolicyLookup find(TenantId tenant) {
        String name = path + "/" + tenant.value();
        try {
            Optional<String> text = text(name);
            return text.isPresent()
                    ? new PolicyLookup.Found(reader.read(tenant, JsonFile.read(text.get())))
                    : new PolicyLookup.Unknown(name);
        } catch (InvalidFileException e) {
            return new PolicyLookup.Invalid(name + ": " + e.getMessage());
        } catch (SdkException e) {
            return new PolicyLookup.Unreachable(name + ": " + ErrorCode.of(e));
        }
    }

    /** Until the next reading of all is due. */
    @Override
    public Duration freshFor() {
        return Duration.ofNanos(Math.max(0, dueNanos - readings.nanoClock.getAsLong()));
    }

    private synchronized Optional<String> text(String name) {
        if (!isRead || dueNanos - readings.nanoClock.getAsLong() <= 0) {
            readAll();
        }
        String known = texts.get(name);
        return known == null ? parameters.value(name) : Optional.of(known);
    }

    /** After a failure whoever has a policy keeps it for as long as after a success; whoever has none asks again. */
    private void readAll() {
        isRead = false;
        dueNanos = readings.nanoClock.getAsLong() + readings.lifeNanos();
        Map<String, String> present = new HashMap<>();
        for (Map.Entry<String, String> parameter : parameters.valuesBelow(path, maxTenants)) {
            present.put(parameter.getKey(), parameter.getValue());
        }
        texts.clear();
        texts.putAll(present);
        isRead = true;
    }

    /**
     * How often all policies are read.
     *
     * @param every  at the latest
     * @param random from 0 to 1: how much of the {@value SsmPolicies#SPREAD} a reading comes earlier
     */
    record Readings(Duration every, LongSupplier nanoClock, DoubleSupplier random) {

        private long lifeNanos() {
            return (long) (every.toNanos() * (1 - SPREAD * random.getAsDouble()));
        }
    }
}
