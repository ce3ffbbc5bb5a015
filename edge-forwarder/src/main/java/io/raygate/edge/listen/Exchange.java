// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.listen;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.util.concurrent.EventExecutor;
import io.raygate.edge.listen.Service.Conclusion;
import io.raygate.edge.listen.Service.Response;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One request and its response, whatever the protocol. What a client sends after its response was decided is thrown away.
 * Confined to the event loop.
 */
abstract class Exchange {

    private final Service.Request request;
    private final EventExecutor eventLoop;
    private final Listener.FailureLog failures;
    private boolean concluded;
    private boolean closed;

    /** A request whose head has arrived and can be served. */
    Exchange(Service.Request request, EventExecutor eventLoop, Listener.FailureLog failures) {
        this.request = request;
        this.eventLoop = eventLoop;
        this.failures = failures;
    }

    /** Sends a response. Called once at most. */
    abstract void write(Response response);

    /** The response that refuses the request for its head, if it is refused. */
    final Optional<Supplier<Response>> refusal() {
        return request.refusal();
    }

    /** Offers a part of the body. */
    final void offer(ByteBuf part) {
        if (!concluded) {
            request.take(part).ifPresent(this::respond);
        }
    }

    /** Has the request answered, which has come to its end. */
    final void complete() {
        if (concluded) {
            return;
        }
        try {
            request.complete().whenComplete((response, bug) -> {
                if (eventLoop.inEventLoop()) {
                    respond(response, bug);
                } else {
                    eventLoop.execute(() -> respond(response, bug));
                }
            });
        } catch (RuntimeException bug) {
            respond(null, bug);
        }
    }

    /** Decides how the request ends, unless that is decided: without a response. */
    final void conclude(Conclusion conclusion) {
        if (!concluded) {
            concluded = true;
            request.concluded(conclusion);
        }
    }

    /** Decides how the request ends, unless that is decided: with a status. */
    final void conclude(Conclusion conclusion, HttpResponseStatus status) {
        if (!concluded) {
            conclude(conclusion);
            write(new Response(status.code()));
        }
    }

    final void respond(Supplier<Response> response) {
        if (!concluded) {
            Response settled = response.get();
            conclude(Conclusion.ANSWERED);
            write(settled);
        }
    }

    /** No response will be written any more. */
    final void close() {
        if (!closed) {
            closed = true;
            request.close();
        }
    }

    private void respond(@Nullable Supplier<Response> response, @Nullable Throwable bug) {
        if (concluded) {
            // The client has gone, and what would have answered it may have been cancelled for that.
            return;
        }
        if (response != null) {
            respond(response);
            return;
        }
        failures.add(bug == null ? new IllegalStateException("a request was completed with nothing") : bug);
        conclude(Conclusion.FAILED, HttpResponseStatus.INTERNAL_SERVER_ERROR);
    }
}
