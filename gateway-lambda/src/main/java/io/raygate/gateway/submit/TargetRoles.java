// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.submit;

import io.raygate.aws.AwsClients;
import io.raygate.aws.RoleSessions;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import software.amazon.awssdk.auth.credentials.AwsCredentials;

/** Credentials for the calls of X-Ray, for all its APIs together: the function's own, or those of a tenant's role. */
@Singleton
class TargetRoles {

    private final AwsClients aws;
    private final RoleSessions roles;

    TargetRoles(AwsClients aws, SubmitConfig config) {
        this.aws = aws;
        this.roles = new RoleSessions(aws, config.assumeRoleTimeout(), config.maxTargets());
    }

    @PreDestroy
    void close() {
        roles.close();
    }

    /**
     * Credentials that hold now.
     *
     * @throws software.amazon.awssdk.core.exception.SdkException where there are none
     */
    AwsCredentials of(Destination destination) {
        return destination.target().roleArn().isEmpty()
                ? aws.credentials().resolveCredentials()
                : roles.credentials(destination.role());
    }
}
