// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.listen;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import io.raygate.edge.listen.Listener.FailureLog;
import io.raygate.edge.listen.Listener.Leave;
import io.raygate.edge.listen.Service.Conclusion;
import io.raygate.edge.listen.Service.Head;
import io.raygate.edge.listen.Service.Protocol;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
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
final class Http1Conversation extends ChannelInboundHandlerAdapter {

    private final ListenLimits limits;
    private final ListenBooks books;
    private final Service service;
    private final FailureLog failures;
    private @Nullable Http1Exchange underWay;
    private @Nullable HttpRequest next;
    private @Nullable ScheduledFuture<?> deadline;
    private boolean asked;
    private boolean closing;
    private boolean reading;
    private boolean readsOn;
    private boolean leaving;

    Http1Conversation(ListenLimits limits, ListenBooks books, Service service, FailureLog failures) {
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
                if (underWay != null) {
                    underWay.take(part);
                }
            } finally {
                part.release();
            }
            readOn(context);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof Leave) {
            leaving = true;
            if (underWay != null) {
                underWay.makeLast();
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
        Optional<HttpResponseStatus> invalid = Http1Exchange.refusalOf(head);
        if (invalid.isPresent()) {
            ReferenceCountUtil.release(head);
            books.notHttp();
            context.writeAndFlush(Http1Exchange.empty(invalid.get())).addListener(_ -> closeGently(context));
            return;
        }
        underWay = new Http1Exchange(
                service.begin(headOf(head, context)), head, context, failures, exchange -> end(exchange, context));
        if (leaving) {
            underWay.makeLast();
        }
        underWay.begin();
        readOn(context);
    }

    private static Head headOf(HttpRequest request, ChannelHandlerContext context) {
        boolean isOld = request.protocolVersion().equals(HttpVersion.HTTP_1_0);
        return new Head(
                isOld ? Protocol.HTTP_1_0 : Protocol.HTTP_1_1,
                request.method(),
                request.uri(),
                request.headers(),
                (InetSocketAddress) context.channel().remoteAddress());
    }

    private void end(Http1Exchange exchange, ChannelHandlerContext context) {
        if (!exchange.equals(underWay)) {
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
