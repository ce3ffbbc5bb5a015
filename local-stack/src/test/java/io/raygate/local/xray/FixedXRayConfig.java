// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray;

import io.quarkus.runtime.configuration.MemorySize;
import java.math.BigInteger;

/** A configuration given by hand; what is not given is roomy. */
record FixedXRayConfig(int maxTraces, int summariesPerPage, int maxSamplingRules) implements XRayConfig {

    static FixedXRayConfig roomy() {
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
    public String region() {
        return "eu-west-1";
    }

    @Override
    public String account() {
        return "123456789012";
    }
}
