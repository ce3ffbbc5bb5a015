// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.otlp;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.raygate.edge.listen.Service;
import io.raygate.edge.listen.Service.Conclusion;
import io.raygate.edge.listen.Service.Protocol;
import io.raygate.edge.listen.Service.Response;
import io.raygate.edge.observe.Ledger;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What calls of gRPC are answered with, below HTTP/2. */
class GrpcCallsTest {

    private static final String EXPORT = "/opentelemetry.proto.collector.trace.v1.TraceService/Export";
    private static final String HEALTH = "/grpc.health.v1.Health/Check";
    private static final int MAX_DOCUMENT = 64 * 1024;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Ledger ledger = new Ledger();
    private final SpanIntake intake = new SpanIntake(FixedOtlpConfig.usual(), ledger);
    private final OtlpService service = new OtlpService(intake, new OtlpMetrics(registry, "grpc"));
    private final SpansHandler handler = new SpansHandler(ledger, new CountDownLatch(0));

    @AfterEach
    void holdsNothing() throws Exception {
        intake.stop();
        assertThat(intake.pendingBytes().held()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/grpc", "application/grpc+proto"})
    void export_oneMessage_isTaken(String type) throws Exception {
        intake.start(() -> handler, MAX_DOCUMENT);
        byte[] request = TestSpans.request(3, 10);

        Response answer = call(EXPORT, type, "identity", TestSpans.framed(0, request));

        assertOk(answer, new byte[0]);
        assertThat(handler.taken().getFirst().request()).isEqualTo(request);
    }

    @Test
    void export_gzip_isTakenInflated() throws Exception {
        intake.start(() -> handler, MAX_DOCUMENT);
        byte[] request = TestSpans.request(100, 300);

        assertOk(call(EXPORT, "application/grpc", "gzip", TestSpans.framed(1, TestSpans.gzip(request))), new byte[0]);
        assertOk(call(EXPORT, "application/grpc", "gzip", TestSpans.framed(0, request)), new byte[0]);

        assertThat(handler.taken())
                .allSatisfy(taken -> assertThat(taken.request()).isEqualTo(request))
                .hasSize(2);
    }

    @Test
    void export_noSpans_isASuccess() throws Exception {
        intake.start(() -> handler, MAX_DOCUMENT);

        assertOk(call(EXPORT, "application/grpc", "identity", TestSpans.framed(0, new byte[0])), new byte[0]);
        assertThat(ledger.balance().received()).isZero();
    }

    @Test
    void export_spanLargerThanADocument_isAPartialSuccess() throws Exception {
        intake.start(() -> handler, MAX_DOCUMENT);

        Response answer =
                call(EXPORT, "application/grpc", "identity", TestSpans.framed(0, TestSpans.request(2, MAX_DOCUMENT)));

        ExportTraceServiceResponse response =
                ExportTraceServiceResponse.parseFrom(Arrays.copyOfRange(answer.body(), 5, answer.body().length));
        assertThat(answer.trailers()).containsEntry("grpc-status", "0");
        assertThat(response.getPartialSuccess().getRejectedSpans()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"'', 3", "00, 3", "0000000001, 3", "000000000000, 3", "010000000001, 3", "0200000001AA, 3"})
    void export_notOneMessage_isFinal(String hex, int code) throws Exception {
        intake.start(() -> handler, MAX_DOCUMENT);

        Response answer =
                call(EXPORT, "application/grpc", "identity", HexFormat.of().parseHex(hex));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers()).containsEntry("content-type", "application/grpc");
        assertThat(answer.trailers())
                .containsEntry("grpc-status", "" + code)
                .doesNotContainKey("grpc-status-details-bin");
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void export_malformed_isFinalAndItsMessageIsEncoded() throws Exception {
        intake.start(() -> handler, MAX_DOCUMENT);

        Response answer = call(EXPORT, "application/grpc", "identity", TestSpans.framed(0, new byte[] {10}));

        assertThat(answer.trailers()).containsEntry("grpc-status", "3");
        assertThat(answer.trailers().get("grpc-message")).contains("a message ends within a field at byte 1");
    }

    @Test
    void export_tooLarge_isFinalWithoutRetryInfo() throws Exception {
        intake.start(() -> handler, MAX_DOCUMENT);
        byte[] large = TestSpans.request(1, FixedOtlpConfig.MAX_REQUEST);

        for (Response answer : List.of(
                call(EXPORT, "application/grpc", "identity", TestSpans.framed(0, large)),
                call(EXPORT, "application/grpc", "gzip", TestSpans.framed(1, TestSpans.gzip(large))))) {
            assertThat(answer.trailers())
                    .containsEntry("grpc-status", "8")
                    .doesNotContainKey("grpc-status-details-bin");
        }
    }

    @Test
    void export_beforeTheStart_isUnavailableWithRetryInfo() throws Exception {
        Response answer = call(EXPORT, "application/grpc", "identity", TestSpans.framed(0, TestSpans.request(1, 1)));

        assertThat(answer.trailers()).containsEntry("grpc-status", "14");
        RpcStatus details =
                RpcStatus.read(Base64.getDecoder().decode(answer.trailers().get("grpc-status-details-bin")));
        assertThat(details.code()).isEqualTo(14);
        assertThat(details.message()).isEqualTo("The forwarder is starting or stopping; retry");
        assertThat(details.details()).containsExactly(RpcStatus.RETRY_AFTER_A_SECOND);
    }

    @Test
    void health_startedOrNot_isTold() throws Exception {
        assertOk(call(HEALTH, "application/grpc", "identity", TestSpans.framed(0, new byte[0])), new byte[] {8, 2});
        intake.start(() -> handler, MAX_DOCUMENT);
        assertOk(call(HEALTH, "application/grpc", "identity", TestSpans.framed(0, new byte[0])), new byte[] {8, 1});
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/opentelemetry.proto.collector.metrics.v1.MetricsService/Export",
                "/grpc.health.v1.Health/Watch",
                "/grpc.reflection.v1.ServerReflection/ServerReflectionInfo",
                "/"
            })
    void call_ofAnotherMethod_isUnimplemented(String path) throws Exception {
        Response answer = call(path, "application/grpc", "identity", TestSpans.framed(0, new byte[0]));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.trailers()).containsEntry("grpc-status", "12");
    }

    @Test
    void export_anotherCompression_isUnimplementedAndTheKnownOnesAreNamed() throws Exception {
        Response answer = call(EXPORT, "application/grpc", "zstd", TestSpans.framed(1, new byte[3]));

        assertThat(answer.trailers()).containsEntry("grpc-status", "12");
        assertThat(answer.headers()).containsEntry("grpc-accept-encoding", "identity,gzip");
    }

    private static void assertOk(Response answer, byte[] message) {
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers()).containsEntry("content-type", "application/grpc");
        assertThat(answer.trailers()).containsEntry("grpc-status", "0");
        assertThat(answer.body()).isEqualTo(TestSpans.framed(0, message));
    }

    /** As the listener calls the service. */
    private Response call(String path, String type, String encoding, byte[] body) throws Exception {
        HttpHeaders headers = new DefaultHttpHeaders().add("content-type", type).add("grpc-encoding", encoding);
        Service.Request request = service.begin(new Service.Head(
                Protocol.HTTP_2, HttpMethod.POST, path, headers, new InetSocketAddress("10.0.0.1", 40_000)));
        Optional<Supplier<Response>> refusal = request.refusal();
        if (refusal.isEmpty()) {
            refusal = request.take(Unpooled.wrappedBuffer(body));
        }
        Supplier<Response> answer = refusal.isPresent()
                ? refusal.get()
                : request.complete().toCompletableFuture().get();
        Response response = answer.get();
        request.concluded(Conclusion.ANSWERED);
        request.close();
        return response;
    }
}
