// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.decode;

/** A team that shares the gateway, known by its stream. */
public record TenantId(String value) {

    /** Name under which the records of an event without ARN are counted. */
    public static final TenantId UNKNOWN = new TenantId("unknown");

    private static final String STREAM_PREFIX = "raygate-";

    /** From {@code arn:aws:kinesis:<region>:<account>:stream/raygate-<tenant>}, or the stream's name; the prefix may be missing. */
    public static TenantId ofStreamArn(String arn) {
        String stream = arn.substring(arn.lastIndexOf('/') + 1);
        if (stream.isEmpty()) {
            return UNKNOWN;
        }
        return new TenantId(stream.startsWith(STREAM_PREFIX) ? stream.substring(STREAM_PREFIX.length()) : stream);
    }
}
