// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.sampling.source;

/** The two operations of the X-Ray API that SDKs ask for without credentials (API version 2016-04-12). */
public enum Operation {
    GET_SAMPLING_RULES("/GetSamplingRules"),
    GET_SAMPLING_TARGETS("/SamplingTargets");

    private final String path;

    Operation(String path) {
        this.path = path;
    }

    /** The request target, which must match byte for byte: no query, no second slash, no host. */
    public String path() {
        return path;
    }
}
