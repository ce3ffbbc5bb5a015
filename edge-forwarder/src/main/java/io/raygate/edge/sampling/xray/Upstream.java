// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.sampling.xray;

import io.raygate.edge.sampling.source.SamplingRequest;
import io.smallrye.mutiny.Uni;

/** Asks X-Ray. Never blocks the caller. */
@FunctionalInterface
interface Upstream {

    /** One call for each subscription. Always emits; fails only for a bug. */
    Uni<UpstreamResult> call(SamplingRequest request);
}
