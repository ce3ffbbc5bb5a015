// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.submit;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.raygate.gateway.Documents;
import io.raygate.gateway.Events;
import io.raygate.gateway.batch.Batch;
import io.raygate.gateway.decode.ReceivedDocument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.xray.XRayClient;
import software.amazon.awssdk.utils.IoUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TraceSegmentsBodyTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void of_segments_isWhatTheSdkMarshals() {
        List<String> documents = List.of(Events.segment(1), Events.segment(2), "{\n\t\"a\": \"\\\"b\\\\\" }");

        assertThat(ours(documents)).isEqualTo(sdk(documents));
    }

    @Test
    void of_anyCharacters_isWhatTheSdkMarshals() {
        Random random = new Random(5);
        for (int i = 0; i < 50; i++) {
            List<String> documents = IntStream.range(0, 1 + random.nextInt(20))
                    .mapToObj(_ -> text(random))
                    .toList();

            assertThat(ours(documents)).isEqualTo(sdk(documents));
        }
    }

    /** The SDK escapes those outside the Basic Multilingual Plane, which JSON does not ask for. */
    @Test
    void of_charactersOutsideTheBasicPlane_saysWhatTheSdkSays() throws Exception {
        List<String> documents = List.of("\uD83D\uDE00 \uDBFF\uDFFD");

        assertThat(JSON.readTree(ours(documents))).isEqualTo(JSON.readTree(sdk(documents)));
    }

    @Test
    void of_everyAsciiCharacter_isWhatTheSdkMarshals() {
        String all = IntStream.range(0, 128).mapToObj(Character::toString).collect(Collectors.joining());

        assertThat(ours(List.of(all, "", all))).isEqualTo(sdk(List.of(all, "", all)));
    }

    @Test
    void of_nothingButEscapes_growsTheArray() {
        String controls = "\u0001".repeat(10_000);

        assertThat(ours(List.of(controls))).isEqualTo(sdk(List.of(controls)));
    }

    private static String text(Random random) {
        return random.ints(random.nextInt(200), 0, 0x10000)
                .filter(c -> !Character.isSurrogate((char) c))
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    private static String ours(List<String> documents) {
        List<ReceivedDocument> received =
                documents.stream().map(text -> Documents.document(0, text)).toList();
        TraceSegmentsBody body = TraceSegmentsBody.of(new Batch(received));
        return new String(Arrays.copyOf(body.bytes(), body.length()), StandardCharsets.UTF_8);
    }

    /** Caught where the SDK would put it on the wire. */
    private static String sdk(List<String> documents) {
        AtomicReference<String> body = new AtomicReference<>("");
        ExecutionInterceptor catcher = new ExecutionInterceptor() {
            @Override
            public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
                body.set(context.requestBody().map(TraceSegmentsBodyTest::read).orElseThrow());
                throw new IllegalStateException("caught");
            }
        };
        try (XRayClient xray = XRayClient.builder()
                .region(Region.EU_WEST_1)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(override -> override.addExecutionInterceptor(catcher))
                .build()) {
            assertThatThrownBy(() -> xray.putTraceSegments(request -> request.traceSegmentDocuments(documents)))
                    .hasMessageContaining("caught");
        }
        return body.get();
    }

    private static String read(RequestBody body) {
        try {
            return IoUtils.toUtf8String(body.contentStreamProvider().newStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
