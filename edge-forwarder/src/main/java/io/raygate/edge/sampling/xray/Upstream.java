// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.sampling.xray;

import io.raygate.edge.sampling.source.SamplingRequest;
import java.util.concurrent.CompletionStage;

/** Asks X-Ray. Never blocks the caller. */
@FunctionalInterface
interface Upstream {

    /** Completes in any case, exceptionally only for a bug. */
    CompletionStage<UpstreamResult> call(SamplingRequest request);
}
