// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.raygate.local.caller.CallerCheck;
import io.raygate.local.caller.CallerConfig;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;

/** Stands before everything on the page's port: refuses what other pages send, and says how the page may be used. */
@Singleton
final class PageGuard {

    private static final int BEFORE_EVERYTHING = 10_000;

    /** None of them allows another origin anything. */
    private static final Map<String, String> HEADERS = Map.of(
            "X-Content-Type-Options", "nosniff",
            "Content-Security-Policy",
                    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self';"
                            + " base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
                            + " require-trusted-types-for 'script'",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Referrer-Policy", "no-referrer");

    private final CallerCheck callers;

    PageGuard(PageConfig page, CallerConfig callers) {
        this.callers = CallerCheck.ofPage(callers.namesWith(page.host()));
    }

    void register(@Observes Filters filters) {
        filters.register(this::guard, BEFORE_EVERYTHING);
    }

    private void guard(RoutingContext context) {
        HttpServerResponse response = context.response();
        HEADERS.forEach(response::putHeader);
        Optional<String> refusal = callers.refusal(context.request());
        if (refusal.isEmpty()) {
            context.next();
            return;
        }
        response.setStatusCode(403)
                .putHeader("content-type", "application/json")
                .end(JsonObject.of("message", refusal.get()).encode());
    }
}
