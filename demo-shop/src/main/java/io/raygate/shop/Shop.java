// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.shop;

import io.raygate.shop.span.ServiceTelemetry;
import io.raygate.shop.span.SpanServer;
import io.raygate.shop.trace.Endpoint;
import io.raygate.shop.trace.ServiceTracing;
import io.raygate.shop.trace.TracedClient;
import io.raygate.shop.trace.TracedServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.BiFunction;

/**
 * The four running services. Storefront calls checkout and inventory; checkout calls inventory and payment; each has its
 * own server, SDK and address. Inventory is traced with OpenTelemetry, the others with the X-Ray SDK.
 */
final class Shop implements AutoCloseable {

    static final int SERVICES = 4;

    private final Deque<Runnable> parts = new ArrayDeque<>();
    private final URI storefront;

    private Shop(SourceAddresses sources, Dice dice) throws IOException {
        List<InetAddress> at = sources.addresses();
        URI inventory = serveInventory(at.get(2), dice);
        URI payment = serve(Payment.NAME, at.get(3), (tracing, client) -> new Payment(tracing.recorder(), dice));
        URI checkout = serve(
                Checkout.NAME,
                at.get(1),
                (tracing, client) -> new Checkout(tracing.recorder(), client, inventory, payment, dice));
        storefront = serve(
                Storefront.NAME, at.get(0), (tracing, client) -> new Storefront(client, checkout, inventory, dice));
    }

    /** Opens the shop. */
    static Shop open(SourceAddresses sources, Dice dice) throws IOException {
        return new Shop(sources, dice);
    }

    /** Where customers go. */
    URI storefront() {
        return storefront;
    }

    @Override
    public void close() {
        while (!parts.isEmpty()) {
            parts.pop().run();
        }
    }

    private URI serveInventory(InetAddress address, Dice dice) throws IOException {
        ServiceTelemetry telemetry = ServiceTelemetry.open(Inventory.NAME, "0.9.7", address);
        parts.push(telemetry::close);
        SpanServer server = SpanServer.start(telemetry, address, new Inventory(telemetry.tracer(), dice));
        parts.push(server::close);
        return server.uri();
    }

    private URI serve(String name, InetAddress address, BiFunction<ServiceTracing, TracedClient, Endpoint> endpoint)
            throws IOException {
        ServiceTracing tracing = ServiceTracing.open(name, address);
        parts.push(tracing::close);
        var client = new TracedClient(tracing, address);
        parts.push(client::close);
        TracedServer server = TracedServer.start(tracing, address, endpoint.apply(tracing, client));
        parts.push(server::close);
        return server.uri();
    }
}
