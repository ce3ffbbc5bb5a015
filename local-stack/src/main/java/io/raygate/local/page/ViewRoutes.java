// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.page;

import io.quarkus.vertx.web.Route;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;

/** The URLs of views: each is the same page, which reads its own URL. */
@Singleton
final class ViewRoutes {

    @Route(regex = "/(?:traces(?:/[^/]{1,100})?|analytics|pipeline)", methods = Route.HttpMethod.GET)
    void view(RoutingContext context) {
        context.reroute("/index.html");
    }
}
