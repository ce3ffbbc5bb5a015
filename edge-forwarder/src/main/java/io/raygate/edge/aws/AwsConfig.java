// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.aws;

import io.raygate.configuration.Hidden;
import io.raygate.configuration.Matches;
import io.raygate.configuration.Needs;
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
    @Matches(value = "[a-z]{2,}(-[a-z]+)+-[0-9]{1,2}", write = "an AWS region, such as eu-west-1")
    Optional<String> region();

    /** Role to assume for every call, with the credentials of the default chain. */
    @Matches(
            value = "arn:aws[a-z-]*:iam::[0-9]{12}:role/.+",
            write = "the ARN of a role, such as arn:aws:iam::111122223333:role/raygate")
    Optional<String> roleArn();

    /** External id that the role's trust policy asks for. */
    @Needs("role-arn")
    @Matches(
            value = "[\\w+=,.@:/-]{2,612}[\\w+=,.@:/-]{0,612}", // Helm repeats nothing more than 1000 times
            write = "2 to 1224 of A-Z a-z 0-9 _+=,.@:/-")
    @Hidden
    Optional<String> externalId();

    /** Name of the role's sessions, as CloudTrail shows it: 2 to 64 of {@code A-Z a-z 0-9 _+=,.@-}. */
    @WithDefault("raygate-forwarder")
    @Matches(value = "[\\w+=,.@-]{2,64}", write = "2 to 64 of A-Z a-z 0-9 _+=,.@-")
    String roleSessionName();

    /** HTTP proxy, {@code http://[user:password@]host:port}; where it is empty, {@code HTTPS_PROXY} and {@code HTTP_PROXY} count. */
    @Hidden
    Optional<String> proxy();
}
