// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package shop;

import com.amazonaws.xray.AWSXRay;
import com.amazonaws.xray.entities.Namespace;
import com.amazonaws.xray.entities.Segment;
import com.amazonaws.xray.entities.Subsegment;
import com.amazonaws.xray.entities.TraceHeader;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;

/**
 * Takes orders at {@code POST /orders/NUMBER} and reserves them in the stock. Traced with the X-Ray SDK, which sends segments to
 * {@code AWS_XRAY_DAEMON_ADDRESS}.
 */
public final class Checkout {

    private static final int CREATED = 201;
    private static final int BAD_GATEWAY = 502;

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI stock;

    private Checkout(URI stock) {
        this.stock = stock;
    }

    /** Arguments: the address of the stock. Prints its own. */
    public static void main(String[] arguments) throws IOException {
        Checkout checkout = new Checkout(URI.create(arguments[0]));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/orders/", checkout::order);
        server.start();
        System.out.println("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void order(HttpExchange exchange) throws IOException {
        String number = exchange.getRequestURI().getPath().replaceFirst(".*/", "");
        int status = BAD_GATEWAY;
        Segment segment = begin(exchange);
        try {
            segment.putAnnotation("order", number);
            reserve(number);
            status = CREATED;
        } catch (IOException e) {
            segment.addException(e);
        } finally {
            segment.putHttp("response", Map.of("status", status));
            segment.setFault(status == BAD_GATEWAY);
            AWSXRay.endSegment();
        }
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    private static Segment begin(HttpExchange exchange) {
        TraceHeader header = TraceHeader.fromString(exchange.getRequestHeaders().getFirst(TraceHeader.HEADER_KEY));
        Segment segment = AWSXRay.beginSegment("checkout", header.getRootTraceId(), header.getParentId());
        segment.setSampled(header.getSampled() == TraceHeader.SampleDecision.SAMPLED);
        segment.putHttp(
                "request",
                Map.of(
                        "method",
                        exchange.getRequestMethod(),
                        "url",
                        exchange.getRequestURI().toString()));
        return segment;
    }

    private void reserve(String number) throws IOException {
        Subsegment call = AWSXRay.beginSubsegment("stock");
        try {
            call.setNamespace(Namespace.REMOTE.toString());
            String trace = call.getTraceId().toString().substring(2).replace("-", "");
            HttpRequest request = HttpRequest.newBuilder(stock.resolve("/reserve/" + number))
                    .header("traceparent", "00-" + trace + "-" + call.getId() + "-01")
                    .build();
            int status =
                    client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            call.putHttp("response", Map.of("status", status));
            if (status != 200) {
                throw new IOException("the stock has answered with " + status);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (IOException e) {
            call.addException(e);
            throw e;
        } finally {
            AWSXRay.endSubsegment();
        }
    }
}
