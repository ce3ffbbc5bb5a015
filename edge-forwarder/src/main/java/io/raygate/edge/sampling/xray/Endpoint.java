// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.sampling.xray;

import io.raygate.edge.sampling.source.SamplingSource.Operation;
import java.net.URI;
import software.amazon.awssdk.regions.Region;

/** Where X-Ray is, and the region for which requests are signed. */
record Endpoint(URI base, Region region) {

    URI of(Operation operation) {
        String text = base.toString();
        return URI.create((text.endsWith("/") ? text.substring(0, text.length() - 1) : text) + operation.path());
    }
}
