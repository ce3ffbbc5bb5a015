// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.aws;

import java.util.Optional;

/**
 * What configuration decides about calls of AWS. Everything else comes from the AWS SDK's own settings: credentials, {@code
 * AWS_ENDPOINT_URL} and its forms for single services, {@code AWS_USE_FIPS_ENDPOINT}, {@code AWS_USE_DUALSTACK_ENDPOINT}.
 *
 * @param region               empty for the SDK's region chain
 * @param role                 assumed for every call, with the credentials of the default chain; empty to call with those
 * @param webIdentitySession   name of the sessions that an IRSA token opens, where {@code AWS_ROLE_SESSION_NAME} is not set
 * @param proxy                of all calls; empty for {@code HTTPS_PROXY} and {@code HTTP_PROXY}
 * @param refreshInBackground  renews credentials on a thread of their own, so that no call waits for STS; off where the
 *                             process is frozen between calls
 */
public record AwsSettings(
        Optional<String> region,
        Optional<Role> role,
        String webIdentitySession,
        Optional<String> proxy,
        boolean refreshInBackground) {

    /** The SDK's region and credentials, and the environment's proxy, for a function that Lambda freezes. */
    public static AwsSettings ofFunction() {
        return new AwsSettings(Optional.empty(), Optional.empty(), "raygate", Optional.empty(), false);
    }
}
