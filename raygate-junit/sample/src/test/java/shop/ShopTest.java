// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package shop;

import io.raygate.junit.LocalStack;
import io.raygate.junit.RaygateExtension;
import io.raygate.junit.TraceContext;
import io.raygate.junit.Traces;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** What the shop traces, seen through X-Ray. Both services run as they do in production, in processes of their own. */
@ExtendWith(RaygateExtension.class)
class ShopTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static RunningService stock;
    private static RunningService checkout;

    @BeforeAll
    static void start(LocalStack stack) throws IOException {
        stock = RunningService.start(stack, "stock", Stock.class);
        checkout = RunningService.start(
                stack, "checkout", Checkout.class, stock.address().toString());
    }

    @AfterAll
    static void stop() {
        // null where it has not started
        Stream.of(checkout, stock).filter(Objects::nonNull).forEach(RunningService::close);
    }

    @Test
    void order_inStock_isOneTraceOfBothServices(Traces traces) throws Exception {
        TraceContext context = TraceContext.sampled();

        assertEquals(201, order(context, "1"));

        // by its id, once both services have reported
        traces.expecting("checkout", "stock")
                .awaitId(context.traceId())
                .isOk()
                .hasOnlyServices("checkout", "stock")
                .hasSpansInOrder("checkout", "stock")
                .service("checkout")
                .hasHttpMethod("POST")
                .hasHttpStatus(201)
                .hasAnnotation("order", "1")
                .lastsAtMost(Duration.ofSeconds(30))
                .trace()
                .service("stock")
                .hasParent("stock") // the call, which bears the name of the called service
                .hasHttpStatus(200);
    }

    @Test
    void order_outOfStock_isAFaultOfBothServices(Traces traces) throws Exception {
        assertEquals(502, order(TraceContext.sampled(), "13"));

        // by a filter, as one writes it in X-Ray's console
        traces.expecting("stock")
                .awaitTrace("service(\"checkout\") { fault } AND annotation.order = \"13\"")
                .service("checkout")
                .hasFault()
                .hasException("IOException", "answered with 503")
                .trace()
                .service("stock")
                .hasFault()
                .hasException("IllegalStateException", "out of stock");
    }

    private static int order(TraceContext context, String number) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(checkout.address().resolve("/orders/" + number))
                .POST(HttpRequest.BodyPublishers.noBody());
        context.headers().forEach(request::header);
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
