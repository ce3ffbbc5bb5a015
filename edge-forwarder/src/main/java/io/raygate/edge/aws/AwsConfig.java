// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.aws;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/**
 * Identity, region and proxy of AWS calls. What is not here comes from the AWS SDK's own settings: credentials, {@code
 * AWS_ENDPOINT_URL}, {@code AWS_USE_FIPS_ENDPOINT}, {@code AWS_USE_DUALSTACK_ENDPOINT}.
 */
@ConfigMapping(prefix = "raygate.aws")
public interface AwsConfig {

    /** Region of the stream; where it is empty, the SDK's region chain decides. */
    Optional<String> region();

    /** Role to assume for every call, with the credentials of the default chain. */
    Optional<String> roleArn();

    /** External id that the role's trust policy asks for. */
    Optional<String> externalId();

    /** Name of the role's sessions, as CloudTrail shows it: 2 to 64 of {@code A-Z a-z 0-9 _+=,.@-}. */
    @WithDefault("raygate-forwarder")
    String roleSessionName();

    /** HTTP proxy, {@code http://[user:password@]host:port}; where it is empty, {@code HTTPS_PROXY} and {@code HTTP_PROXY} count. */
    Optional<String> proxy();
}
