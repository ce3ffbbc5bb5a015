// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray;

import io.quarkus.runtime.configuration.MemorySize;
import io.raygate.local.aws.AwsAccount;
import io.raygate.local.xray.query.DocumentStyle;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Optional;

/** A configuration given by hand; what is not given is roomy. */
public record FixedXRayConfig(int maxTraces, int summariesPerPage, int maxSamplingRules) implements XRayConfig {

    public static final AwsAccount ACCOUNT = new AwsAccount("eu-west-1", "123456789012");

    public static FixedXRayConfig roomy() {
        return new FixedXRayConfig(1_000, 1_000, 25);
    }

    @Override
    public MemorySize maxBytes() {
        return new MemorySize(BigInteger.valueOf(64L << 20));
    }

    @Override
    public int maxSamplingClients() {
        return 100;
    }

    @Override
    public int maxGroups() {
        return 2;
    }

    @Override
    public boolean transactionSearch() {
        return false;
    }

    @Override
    public double indexedPercentage() {
        return 1;
    }

    @Override
    public int maxRetrievals() {
        return 2;
    }

    @Override
    public Optional<Path> load() {
        return Optional.empty();
    }

    @Override
    public int maxFilterLength() {
        return 2_000;
    }

    @Override
    public DocumentStyle documents() {
        return DocumentStyle.AS_SENT;
    }
}
