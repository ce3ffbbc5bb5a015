// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.aws;

import io.raygate.aws.AwsClients;
import io.raygate.aws.AwsSettings;
import io.raygate.aws.Role;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Optional;

/** The clients of the forwarder. */
class AwsBeans {

    @Produces
    @Singleton
    AwsClients clients(AwsConfig config) {
        Optional<Role> role =
                config.roleArn().map(arn -> new Role(arn, config.externalId().orElse(""), config.roleSessionName()));
        return new AwsClients(new AwsSettings(config.region(), role, config.roleSessionName(), config.proxy(), true));
    }

    void close(@Disposes AwsClients clients) {
        clients.close();
    }
}
