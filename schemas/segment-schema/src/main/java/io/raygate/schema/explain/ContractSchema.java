// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.schema.explain;

/** The JSON Schemas (2020-12) that ship with this module, as resources beside {@code io.raygate.schema}. */
public enum ContractSchema {
    /** What PutTraceSegments takes: a segment or an independent subsegment. */
    DOCUMENT("document"),
    /** A segment. */
    SEGMENT("segment"),
    /** A subsegment within a document. */
    SUBSEGMENT("subsegment"),
    /** A subsegment that is sent by itself. */
    INDEPENDENT_SUBSEGMENT("independent-subsegment"),
    /** What the schemas of segments share. */
    PARTS("parts"),
    /** The file that makes a team known to Raygate. */
    TENANT("tenant"),
    /** The file that describes an environment: one account and region with a gateway. */
    ENVIRONMENT("environment"),
    /** What the gateway is told of one team: an SSM parameter made from the tenant file. */
    GATEWAY_POLICY("gateway-policy"),
    /** Sampling rules in X-Ray's shape. */
    SAMPLING_RULES("sampling-rules");

    private final String file;

    ContractSchema(String file) {
        this.file = file;
    }

    /** The schema's {@code $id}. */
    public String id() {
        return "urn:raygate:schema:" + file + ":1";
    }

    /** Absolute name of the class path resource. */
    public String resource() {
        return "/io/raygate/schema/" + file + ".schema.json";
    }
}
