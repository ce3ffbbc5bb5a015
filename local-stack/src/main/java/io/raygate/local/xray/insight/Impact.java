// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.insight;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.raygate.local.xray.wire.RestJson;

/** Requests and how many of them were faults. */
record Impact(long faults, long total) {

    static final Impact NONE = new Impact(0, 0);

    Impact plus(Impact other) {
        return new Impact(faults + other.faults, total + other.total);
    }

    ObjectNode toJson() {
        return RestJson.object()
                .put("FaultCount", faults)
                .put("OkCount", total - faults)
                .put("TotalCount", total);
    }
}
