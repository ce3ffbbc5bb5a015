// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/**
 * Stops the start with one line that names the key where the page's port is taken.
 *
 * <p>Quarkus opens that port itself, after the start-up observers, and its own message does not know the key.
 */
@Singleton
final class PagePortCheck {

    private static final int ANY_BACKLOG = 0;
    private static final int BEFORE_ANY_PORT_OPENS = 100;

    void check(@Observes @Priority(BEFORE_ANY_PORT_OPENS) StartupEvent event, PageConfig page, LaunchMode mode) {
        if (mode != LaunchMode.NORMAL || page.port() == 0) {
            return;
        }
        try {
            new ServerSocket(page.port(), ANY_BACKLOG, InetAddress.getByName(page.host())).close();
        } catch (IOException e) {
            throw new ConfigurationException("Page cannot listen on " + page.host() + ":" + page.port() + ": "
                    + e.getMessage() + ". Set raygate.local.page.port (or .host) to a free address.");
        }
    }
}
