// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import static io.restassured.RestAssured.given;

/** Traces of a small shop, put into X-Ray as a client would put them: every fifth order fails at the payment. */
record ShopTraces(String awsEndpoint, long nowSeconds) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PER_CALL = 50;

    /** The id of the trace with this number. */
    String id(int number) {
        return "1-%08x-%024x".formatted(nowSeconds - 60, number);
    }

    /** Puts traces with the numbers from 1 on. */
    void put(int count) {
        List<String> documents = new ArrayList<>();
        for (int number = 1; number <= count; number++) {
            documents.add(storefront(number));
            documents.add(payment(number));
            if (documents.size() >= PER_CALL || number == count) {
                put(documents);
                documents.clear();
            }
        }
    }

    void put(List<String> documents) {
        given().baseUri(awsEndpoint)
                .port(Integer.parseInt(awsEndpoint.substring(awsEndpoint.lastIndexOf(':') + 1)))
                .contentType("application/json")
                .body(json(Map.of("TraceSegmentDocuments", documents)))
                .post("/TraceSegments")
                .then()
                .statusCode(200);
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static boolean fails(int number) {
        return number % 5 == 0;
    }

    private double start(int number) {
        return nowSeconds - 60 + number / 100.0;
    }

    private double seconds(int number) {
        return 0.010 + number % 37 * 0.004;
    }

    private String storefront(int number) {
        double start = start(number);
        double end = start + seconds(number) + 0.02;
        return String.format(
                Locale.ROOT,
                """
                {"name":"storefront","id":"%016x","trace_id":"%s","start_time":%.3f,"end_time":%.3f%s,"origin":"AWS::EKS::Container",
                 "user":"user-%d","annotations":{"sku":"%s","basket":%d},"metadata":{"page":{"layout":"wide"}},
                 "http":{"request":{"method":"POST","url":"http://shop.example/orders/%s"},"response":{"status":%d}},
                 "subsegments":[
                  {"name":"payment","id":"%016x","start_time":%.3f,"end_time":%.3f,"namespace":"remote"%s},
                  {"name":"DynamoDB","id":"%016x","start_time":%.3f,"end_time":%.3f,"namespace":"aws","aws":{"operation":"PutItem","table_name":"orders"}}]}""",
                number << 4,
                id(number),
                start,
                end,
                fails(number) ? ",\"fault\":true" : "",
                number % 7,
                number % 2 == 0 ? "lamp" : "rug",
                number % 3,
                number % 2 == 0 ? "lamp" : "rug",
                fails(number) ? 502 : 201,
                number << 4 | 1,
                start + 0.002,
                end - 0.01,
                fails(number) ? ",\"fault\":true" : "",
                number << 4 | 2,
                end - 0.009,
                end - 0.001);
    }

    private String payment(int number) {
        double start = start(number) + 0.003;
        return String.format(
                Locale.ROOT,
                """
                {"name":"payment","id":"%016x","parent_id":"%016x","trace_id":"%s","start_time":%.3f,"end_time":%.3f%s,
                 "origin":"AWS::EKS::Container","http":{"request":{"method":"POST","url":"http://payment.example/charges"},"response":{"status":%d}}}""",
                number << 4 | 3,
                number << 4 | 1,
                id(number),
                start,
                start + seconds(number),
                fails(number)
                        ? ",\"fault\":true,\"cause\":{\"working_directory\":\"/app\",\"exceptions\":[{\"id\":\"00000000000000ee\",\"type\":"
                                + "\"AcquirerTimeout\",\"message\":\"no answer from the acquirer\",\"stack\":[{\"path\":\"Payment.java\",\"line\":42,\"label\":\"charge\"}]}]}"
                        : "",
                fails(number) ? 500 : 200);
    }
}
