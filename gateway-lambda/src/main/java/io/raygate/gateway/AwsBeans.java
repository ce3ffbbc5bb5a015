// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway;

import io.quarkus.arc.DefaultBean;
import io.raygate.aws.AwsClients;
import io.raygate.aws.AwsSettings;
import io.raygate.aws.Timing;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The AWS clients and the clock of the function. */
class AwsBeans {

    @Produces
    @Singleton
    AwsClients clients() {
        return new AwsClients(AwsSettings.ofFunction());
    }

    void close(@Disposes AwsClients clients) {
        clients.close();
    }

    @Produces
    @DefaultBean
    @Singleton
    Timing timing() {
        return Timing.SYSTEM;
    }
}
