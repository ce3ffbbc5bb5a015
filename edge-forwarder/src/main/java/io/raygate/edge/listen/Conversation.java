// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.listen;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import io.raygate.edge.listen.Listener.FailureLog;
import io.raygate.edge.listen.Service.Conclusion;
import io.raygate.edge.listen.Service.Response;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One connection: its requests, one after another, and its one deadline. There is always a deadline, either for the request
 * under way, response included, or for the head of the next one. Arriving bytes do not move it, so a client that trickles
 * gains nothing.
 *
 * <p>While a response is due, the head of the next request is read and nothing more: so a client that leaves is noticed, and
 * one that pipelines waits in its socket. One read from the socket brings 64 KiB at most. Before the connection closes, the
 * client gets the chance to read the last response: what it still sends is thrown away until it closes too, or the deadline
 * comes. Confined to the event loop.
 */
final class Conversation extends ChannelInboundHandlerAdapter {

    private final ListenLimits limits;
    private final ListenBooks books;
    private final Service service;
    private final FailureLog failures;
    private @Nullable Exchange underWay;
    private @Nullable HttpRequest next;
    private @Nullable ScheduledFuture<?> deadline;
    private boolean asked;
    private boolean closing;
    private boolean reading;
    private boolean readsOn;

    Conversation(ListenLimits limits, ListenBooks books, Service service, FailureLog failures) {
        this.limits = limits;
        this.books = books;
        this.service = service;
        this.failures = failures;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        expireAfter(limits.requestTimeout(), context);
        readOn(context);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (closing) {
            ReferenceCountUtil.release(message);
            readOn(context);
        } else if (message instanceof HttpRequest head && underWay != null) {
            next = head;
        } else if (message instanceof HttpRequest head) {
            begin(context, head);
        } else if (message instanceof HttpContent part) {
            try {
                take(context, part);
            } finally {
                part.release();
            }
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (deadline != null) {
            deadline.cancel(false);
        }
        ReferenceCountUtil.release(next);
        if (underWay != null) {
            underWay.conclude(Conclusion.CLIENT_GONE);
            underWay.close();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (!(cause instanceof IOException)) {
            failures.add(cause);
        }
        var _ = context.close();
    }

    private void begin(ChannelHandlerContext context, HttpRequest head) {
        asked = true;
        expireAfter(limits.requestTimeout(), context);
        Optional<HttpResponseStatus> invalid = Exchange.refusalOf(head);
        if (invalid.isPresent()) {
            ReferenceCountUtil.release(head);
            books.notHttp();
            context.writeAndFlush(Exchange.empty(invalid.get())).addListener(_ -> closeGently(context));
            return;
        }
        var exchange = new Exchange(service.begin(head), head);
        underWay = exchange;
        exchange.request().refusal().ifPresent(response -> respond(context, exchange, response));
        if (HttpUtil.is100ContinueExpected(head)) {
            if (exchange.isConcluded()) {
                exchange.expectNothing();
            } else {
                var _ = context.writeAndFlush(
                        new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE));
            }
        }
        readOn(context);
    }

    private void take(ChannelHandlerContext context, HttpContent part) {
        Exchange exchange = underWay;
        if (exchange == null) {
            return;
        }
        if (part.decoderResult().isFailure()) {
            exchange.expectNothing();
            if (exchange.conclude(Conclusion.MALFORMED)) {
                write(context, exchange, new Response(HttpResponseStatus.BAD_REQUEST.code()));
            }
            return;
        }
        if (!exchange.isConcluded()) {
            exchange.request().take(part.content()).ifPresent(response -> respond(context, exchange, response));
        }
        if (part instanceof LastHttpContent) {
            exchange.readToItsEnd();
            complete(context, exchange);
            endIfOver(context, exchange);
        }
        readOn(context);
    }

    private void complete(ChannelHandlerContext context, Exchange exchange) {
        if (exchange.isConcluded()) {
            return;
        }
        try {
            exchange.request().complete().whenComplete((response, bug) -> {
                if (context.executor().inEventLoop()) {
                    respond(context, exchange, response, bug);
                } else {
                    context.executor().execute(() -> respond(context, exchange, response, bug));
                }
            });
        } catch (RuntimeException bug) {
            respond(context, exchange, null, bug);
        }
    }

    private void respond(
            ChannelHandlerContext context,
            Exchange exchange,
            @Nullable Supplier<Response> response,
            @Nullable Throwable bug) {
        if (exchange.isConcluded()) {
            // The client has gone, and what would have answered it may have been cancelled for that.
            return;
        }
        if (response != null) {
            respond(context, exchange, response);
            return;
        }
        failures.add(bug == null ? new IllegalStateException("a request was completed with nothing") : bug);
        exchange.conclude(Conclusion.FAILED);
        write(context, exchange, new Response(HttpResponseStatus.INTERNAL_SERVER_ERROR.code()));
    }

    private void respond(ChannelHandlerContext context, Exchange exchange, Supplier<Response> response) {
        if (!exchange.isConcluded()) {
            Response settled = response.get();
            exchange.conclude(Conclusion.ANSWERED);
            write(context, exchange, settled);
        }
    }

    private void write(ChannelHandlerContext context, Exchange exchange, Response response) {
        context.writeAndFlush(exchange.toHttp(response)).addListener(_ -> {
            exchange.written();
            endIfOver(context, exchange);
        });
    }

    private void endIfOver(ChannelHandlerContext context, Exchange exchange) {
        if (!exchange.isOver() || !exchange.equals(underWay)) {
            return;
        }
        underWay = null;
        exchange.close();
        if (!exchange.isKeptAlive()) {
            closeGently(context);
            return;
        }
        HttpRequest head = next;
        next = null;
        if (head == null) {
            expireAfter(limits.idleTimeout(), context);
        } else {
            begin(context, head);
        }
    }

    /** Closing at once would reset the connection where unread bytes wait, and the client could lose the response. */
    private void closeGently(ChannelHandlerContext context) {
        closing = true;
        var _ = ((SocketChannel) context.channel()).shutdownOutput();
        ReferenceCountUtil.release(next);
        next = null;
        readOn(context);
    }

    /** Asks for one more message. A message that is there already comes before this returns: hence the loop. */
    private void readOn(ChannelHandlerContext context) {
        readsOn = true;
        if (reading) {
            return;
        }
        reading = true;
        while (readsOn) {
            readsOn = false;
            context.read();
        }
        reading = false;
    }

    private void expireAfter(Duration patience, ChannelHandlerContext context) {
        if (deadline != null) {
            deadline.cancel(false);
        }
        deadline = context.executor().schedule(() -> expire(context), patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void expire(ChannelHandlerContext context) {
        if (underWay != null) {
            underWay.conclude(Conclusion.TIMED_OUT);
        } else if (!asked) {
            books.neverAsked();
        }
        var _ = context.close();
    }
}
