// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.shop;

import com.fasterxml.jackson.databind.JsonNode;
import io.raygate.shop.ListeningDaemon.Received;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ShopTest {

    private static final String TRACE_HEADER =
            "Root=1-69204b00-000102030405060708090a0b;Parent=00000000000000c1;Sampled=1";

    private final SourceAddresses sources = SourceAddresses.find(Shop.SERVICES);

    private ListeningDaemon daemon;
    private ListeningReceiver receiver;

    @BeforeEach
    void listen() throws IOException {
        daemon = new ListeningDaemon(Duration.ofSeconds(20));
        receiver = new ListeningReceiver(Duration.ofSeconds(20));
    }

    @AfterEach
    void stopListening() {
        daemon.close();
        receiver.close();
    }

    @Test
    void order_sampledByTheCaller_oneTraceThroughAllServices() throws Exception {
        try (Shop shop = Shop.open(sources, new Dice(always(0.99)))) {
            assertThat(order(shop, "lamp").statusCode()).isEqualTo(201);

            List<Received> segments = documents(3, 2);
            assertThat(segments)
                    .extracting(segment -> text(segment.document(), "/name"))
                    .containsExactly("checkout", "inventory", "payment", "stock@db.shop.example", "storefront");
            assertThat(segments)
                    .allSatisfy(segment -> assertThat(text(segment.document(), "/trace_id"))
                            .isEqualTo("1-69204b00-000102030405060708090a0b"));
            assertThat(segments)
                    .allSatisfy(segment ->
                            assertThat(remoteIds(segments)).contains(text(segment.document(), "/parent_id")));
        }
    }

    @Test
    void order_manyServices_eachSendsFromItsOwnAddress() throws Exception {
        try (Shop shop = Shop.open(sources, new Dice(always(0.99)))) {
            order(shop, "lamp");
            assertThat(documents(3, 2)).extracting(Received::source).hasSameElementsAs(sources.addresses());
        }
    }

    @Test
    void order_databaseAway_faultWithItsCause() throws Exception {
        try (Shop shop = Shop.open(sources, new Dice(always(Inventory.LOST_CONNECTION_PROBABILITY / 2)))) {
            assertThat(order(shop, "lamp").statusCode()).isEqualTo(502);
            List<Received> documents = documents(2, 2);
            JsonNode inventory = documents.get(1).document();
            JsonNode query = documents.get(2).document();
            assertThat(inventory.at("/fault").asBoolean()).isTrue();
            assertThat(text(query, "/parent_id")).isEqualTo(text(inventory, "/id"));
            assertThat(text(query, "/sql/database_type")).isEqualTo("postgresql");
            assertThat(query.at("/cause/exceptions"))
                    .extracting(exception -> text(exception, "/type"))
                    .containsExactly("java.lang.IllegalStateException", "java.sql.SQLTransientConnectionException");
        }
    }

    @Test
    void order_unknownProduct_isAnError() throws Exception {
        try (Shop shop = Shop.open(sources, new Dice(always(0.99)))) {
            assertThat(order(shop, "unicorn").statusCode()).isEqualTo(404);
            assertThat(documents(2, 2))
                    .filteredOn(document -> !text(document.document(), "/type").equals("subsegment"))
                    .hasSize(3)
                    .allSatisfy(segment -> {
                        assertThat(segment.document().at("/error").asBoolean()).isTrue();
                        assertThat(segment.document().at("/fault").asBoolean()).isFalse();
                    });
        }
    }

    @Test
    void customers_unreachableSamplingProxy_tracesWithinSeconds() throws Exception {
        var dice = new Dice(new Random(7));
        try (Shop shop = Shop.open(sources, dice);
                Customers customers = Customers.arrive(shop.storefront(), 20, dice)) {
            Set<String> names = new HashSet<>();
            while (names.size() < Shop.SERVICES - 1) {
                names.add(text(daemon.next().document(), "/name"));
            }
            assertThat(text(receiver.next().document(), "/trace_id")).startsWith("1-");
            assertThat(customers).isNotNull();
        }
    }

    private static HttpResponse<String> order(Shop shop, String sku) throws IOException, InterruptedException {
        URI uri = shop.storefront().resolve("/orders/" + sku);
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(uri)
                            .POST(HttpRequest.BodyPublishers.noBody())
                            .header("X-Amzn-Trace-Id", TRACE_HEADER)
                            .build(),
                    BodyHandlers.ofString());
        }
    }

    /** The ids that the called service finds in its trace header: the customer's, and those of the calls between services. */
    private static Set<String> remoteIds(List<Received> segments) {
        Set<String> ids = new HashSet<>(Set.of("00000000000000c1"));
        for (Received segment : segments) {
            ids.add(text(segment.document(), "/id"));
            segment.document().at("/subsegments").forEach(subsegment -> ids.add(text(subsegment, "/id")));
        }
        return ids;
    }

    /** Of the X-Ray SDKs and of the OpenTelemetry SDK, by name. */
    private List<Received> documents(int ofXRay, int ofOpenTelemetry) throws IOException, InterruptedException {
        List<Received> documents = new ArrayList<>();
        for (int i = 0; i < ofXRay; i++) {
            documents.add(daemon.next());
        }
        for (int i = 0; i < ofOpenTelemetry; i++) {
            documents.add(receiver.next());
        }
        documents.sort(Comparator.comparing(document -> text(document.document(), "/name")));
        return documents;
    }

    private static String text(JsonNode node, String pointer) {
        return node.at(pointer).asText();
    }

    /** Dice that always show the same. */
    private static RandomGenerator always(double number) {
        return new RandomGenerator() {
            @Override
            public long nextLong() {
                return 1;
            }

            @Override
            public double nextDouble() {
                return number;
            }
        };
    }
}
