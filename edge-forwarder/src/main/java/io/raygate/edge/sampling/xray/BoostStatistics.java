// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.sampling.xray;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.raygate.edge.json.UntrustedJson;
import java.io.IOException;

/** Statistics of adaptive sampling, which only SDKs send that know of it. */
final class BoostStatistics {

    private static final UntrustedJson JSON = new UntrustedJson(Integer.MAX_VALUE);

    private BoostStatistics() {}

    /** Whether a GetSamplingTargets request holds a list of them, an empty one too. Costs one pass. */
    static boolean areIn(byte[] body) {
        try (JsonParser parser = JSON.parser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean isName = parser.currentName().equals("SamplingBoostStatisticsDocuments");
                if (parser.nextToken() == JsonToken.START_ARRAY && isName) {
                    return true;
                }
                parser.skipChildren();
            }
            return false;
        } catch (IOException _) {
            return false;
        }
    }
}
