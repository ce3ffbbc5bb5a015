// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.aws;

/** The one account and region that the local stack plays; part of every ARN. */
public record AwsAccount(String region, String accountId) {

    /** For example {@code arn:aws:kinesis:eu-west-1:000000000000:stream/orders}. */
    public String arn(String service, String resource) {
        return "arn:aws:" + service + ":" + region + ":" + accountId + ":" + resource;
    }
}
