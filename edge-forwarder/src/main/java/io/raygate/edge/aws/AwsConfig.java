// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.aws;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/**
 * As whom and by which way AWS is called. What is not here comes from the AWS SDK's own settings: credentials, {@code
 * AWS_ENDPOINT_URL}, {@code AWS_USE_FIPS_ENDPOINT}, {@code AWS_USE_DUALSTACK_ENDPOINT}.
 */
@ConfigMapping(prefix = "raygate.aws")
public interface AwsConfig {

    /** Region of the stream; else the SDK's region chain answers. */
    Optional<String> region();

    /** Role to assume for every call, with the credentials of the default chain. */
    Optional<String> roleArn();

    /** External id which the trust policy of the role asks for. */
    Optional<String> externalId();

    /** Name of the role's sessions, as CloudTrail shows it: 2 to 64 of {@code A-Z a-z 0-9 _+=,.@-}. */
    @WithDefault("raygate-forwarder")
    String roleSessionName();

    /** HTTP proxy, {@code http://[user:password@]host:port}; else {@code HTTPS_PROXY} and {@code HTTP_PROXY} count. */
    Optional<String> proxy();
}
