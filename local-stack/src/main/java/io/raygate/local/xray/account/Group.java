// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.account;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.raygate.local.xray.wire.RestJson;

/** A group as it is described to callers. */
public record Group(String name, String arn, String filterExpression, boolean insights, boolean notifications) {

    static final String DEFAULT_NAME = "Default";

    ObjectNode toJson() {
        ObjectNode json = RestJson.object().put("GroupName", name).put("GroupARN", arn);
        if (!filterExpression.isEmpty()) {
            json.put("FilterExpression", filterExpression);
        }
        json.putObject("InsightsConfiguration")
                .put("InsightsEnabled", insights)
                .put("NotificationsEnabled", notifications);
        return json;
    }
}
