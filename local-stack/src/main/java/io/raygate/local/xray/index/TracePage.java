// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.index;

import java.util.List;

/**
 * Part of the traces that were asked for.
 *
 * @param scanned traces looked at for it
 * @param hasMore true where more wanted traces follow
 */
public record TracePage(List<Trace> traces, long scanned, boolean hasMore) {

    public TracePage {
        traces = List.copyOf(traces);
    }
}
