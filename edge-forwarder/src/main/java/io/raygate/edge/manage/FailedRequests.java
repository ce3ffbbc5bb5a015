// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.manage;

import io.raygate.edge.listen.ListenBooks;
import io.raygate.edge.observe.LossNotices;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.Map;

/**
 * Answers requests that have failed. Quarkus would log each, path and all, and so let whoever reaches the port write as
 * much log as he likes: requests without {@code Host} and connections that break will do. Here a client's mistake is
 * counted, and a failure of ours is a line a minute. Thread-safe.
 */
final class FailedRequests implements Handler<RoutingContext> {

    private static final int INTERNAL_ERROR = 500;

    private final ListenBooks books;
    private final LossNotices notices = new LossNotices(System::nanoTime);
    private final Map<String, Long> failures = new HashMap<>();

    FailedRequests(ListenBooks books) {
        this.books = books;
    }

    @Override
    public void handle(RoutingContext failed) {
        if (failed.failure() instanceof HttpClosedException) {
            return;
        }
        int status = failed.statusCode() < 0 ? INTERNAL_ERROR : failed.statusCode();
        if (status >= INTERNAL_ERROR) {
            tell(failed.failure() == null ? "none" : failed.failure().getClass().getName());
        } else {
            books.notHttp();
        }
        HttpServerResponse response = failed.response();
        if (!response.ended() && !response.headWritten() && !response.closed()) {
            response.setStatusCode(status).end();
        }
    }

    /** Names of classes, so there are few. */
    private synchronized void tell(String failure) {
        notices.tell(
                "Requests to the management port failed", "failure=" + failure, failures.merge(failure, 1L, Long::sum));
    }
}
