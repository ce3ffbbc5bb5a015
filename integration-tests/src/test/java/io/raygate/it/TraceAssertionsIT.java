// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.it;

import io.raygate.it.stack.Ports;
import io.raygate.it.stack.RaygateStack;
import io.raygate.it.stack.SharedStack;
import io.raygate.it.stack.UnpackedBundle;
import io.raygate.junit.AwsTraces;
import io.raygate.junit.LocalStack;
import io.raygate.junit.TraceAssert;
import io.raygate.junit.TraceContext;
import io.raygate.junit.Traces;
import io.raygate.junit.xray.FilterException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.AssertionFailedError;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.xray.XRayClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** {@code raygate-junit} against a stack, and what it does where things go wrong. */
@ExtendWith(SharedStack.class)
class TraceAssertionsIT {

    private static final Duration LONG = Duration.ofMinutes(3);

    @TempDir
    private Path folder;

    @Test
    void awaitTrace_ofTwoServices_isAssertedOn(RaygateStack stack) throws IOException {
        TraceContext context = TraceContext.sampled();
        String payment = "payment-" + context.parentId();
        Traces traces = traces(stack);

        send(
                stack,
                segment(context, id(), "checkout", "\"annotations\":{\"order\":42},\"end_time\":" + (now() + 1)),
                segment(
                        context,
                        id(),
                        payment,
                        "\"fault\":true,\"end_time\":" + (now() + 1)
                                + ",\"cause\":{\"exceptions\":[{\"id\":\"" + id()
                                + "\",\"type\":\"CardDeclined\",\"message\":\"over the limit\"}]}"));

        TraceAssert trace = traces.expecting("checkout").awaitTrace("service(\"" + payment + "\") { fault }");
        trace.hasOnlyServices("checkout", payment)
                .service("checkout")
                .isOk()
                .hasAnnotation("order", 42)
                .trace()
                .service(payment)
                .hasFault()
                .hasException("CardDeclined", "limit");
        assertThat(trace.id()).isEqualTo(context.traceId());
        assertThatThrownBy(() -> trace.service(payment).isOk())
                .isInstanceOf(AssertionFailedError.class)
                .hasMessageContaining("outcome was expected to be \"ok\", but is \"fault\"")
                .hasMessageContaining("\n\nTrace " + context.traceId())
                .hasMessageContaining("! CardDeclined: over the limit");
        traces.awaitNone("service(\"" + payment + "\") { throttle }");
    }

    @Test
    void awaitTrace_wrongFilter_failsAtOnceAndShowsThePlace(RaygateStack stack) {
        assertThatExceptionOfType(FilterException.class)
                .isThrownBy(() -> traces(stack).awaitTrace("service(=)"))
                .withMessage("""
                    the filter has an error at line 1, position 9: Invalid input symbol: '='
                      service(=)
                              ^\
                    """);
    }

    @Test
    void awaitId_neverComes_namesWhatCame(RaygateStack stack) throws IOException {
        TraceContext context = TraceContext.sampled();
        Traces traces = traces(stack);
        send(stack, segment(context, id(), "came", "\"end_time\":" + (now() + 1)));
        traces.awaitId(context.traceId());

        assertThatThrownBy(() -> traces.patience(Duration.ofMillis(1))
                        .awaitId(TraceContext.sampled().traceId()))
                .isInstanceOf(AssertionFailedError.class)
                .hasMessageContaining("has not come to " + stack.ports().aws())
                .hasMessageContaining("The latest traces since");
    }

    @Test
    void awaitId_segmentInProgress_isHandedOverOnceItHasEnded(RaygateStack stack) throws IOException {
        TraceContext context = TraceContext.sampled();
        String id = id();
        Traces traces = traces(stack);
        send(stack, segment(context, id, "job", "\"in_progress\":true"));

        traces.inProgress().awaitId(context.traceId()).service("job").isInProgress();
        assertThatThrownBy(() -> traces.patience(Duration.ofMillis(1)).awaitId(context.traceId()))
                .hasMessageContaining("spans in progress: count=1");

        send(stack, segment(context, id, "job", "\"end_time\":" + (now() + 1)));
        traces.awaitId(context.traceId()).service("job").hasEnded().isOk();
    }

    @Test
    void failure_hugeTrace_hasAMessageThatOneCanRead(RaygateStack stack) throws IOException {
        TraceContext context = TraceContext.sampled();
        Traces traces = traces(stack);
        String filling = "x".repeat(60_000);
        List<String> documents = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            documents.add(segment(
                    context,
                    id(),
                    "big-" + i,
                    "\"end_time\":" + (now() + 1) + ",\"metadata\":{\"default\":{\"filling\":\"" + filling + "\"}}"));
        }
        send(stack, documents.toArray(String[]::new));

        TraceAssert trace = traces.expecting("big-0", "big-1", "big-2", "big-3", "big-4", "big-5", "big-6", "big-7")
                .awaitId(context.traceId());

        trace.service("big-7").hasMetadata("default", "filling", filling);
        assertThatThrownBy(() -> trace.service("big-7").hasFault())
                .satisfies(failure -> assertThat(failure.getMessage()).hasSizeLessThan(4_000));
    }

    @Test
    void awaitId_manyTestsAtOnce_eachFindsItsOwn(RaygateStack stack) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<?>> tests = new ArrayList<>();
            for (int i = 0; i < 32; i++) {
                String name = "parallel-" + i;
                tests.add(threads.submit(() -> {
                    TraceContext context = TraceContext.sampled();
                    send(stack, segment(context, id(), name, "\"end_time\":" + (now() + 1)));
                    traces(stack).awaitId(context.traceId()).hasOnlyServices(name);
                    return null;
                }));
            }
            for (Future<?> test : tests) {
                test.get();
            }
        }
    }

    /** The way to AWS, with the SDK, to the local X-Ray. */
    @Test
    void awsTraces_sameAssertions(RaygateStack stack) throws IOException {
        TraceContext context = TraceContext.sampled();
        String name = "aws-" + context.parentId();
        try (XRayClient client = XRayClient.builder()
                .endpointOverride(stack.ports().aws())
                .region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
                .httpClient(UrlConnectionHttpClient.create())
                .build()) {
            Traces traces = AwsTraces.of(client).quiet(Duration.ofMillis(500)).patience(LONG);
            send(stack, segment(context, id(), name, "\"end_time\":" + (now() + 1)));

            traces.awaitTrace("service(\"" + name + "\")").service(name).isOk();
            traces.awaitId(context.traceId()).hasOnlyServices(name);
            assertThatThrownBy(() -> traces.awaitTrace("service(=)")).isInstanceOf(FilterException.class);
        }
    }

    @Test
    void find_noStack_isEmptyOrSaysWhatToDo() {
        int offset = Ports.free().offset();

        assertThat(LocalStack.find(offset)).isEmpty();
        assertThatThrownBy(() -> LocalStack.at(offset))
                .hasMessageContaining("no local stack answers")
                .hasMessageEndingWith("start one with ./raygate up --port-offset " + offset);
    }

    /** From an unpacked bundle, beside the shared one; then it dies under a test that waits. */
    @Test
    void start_bundle_takesSegmentsAndItsEndEndsTheWait(RaygateStack shared) throws Exception {
        LocalStack stack = LocalStack.start(UnpackedBundle.in(folder), LONG);
        try (ExecutorService threads = Executors.newFixedThreadPool(1)) {
            assertThat(stack.awsEndpoint()).isNotEqualTo(shared.ports().aws());
            TraceContext context = TraceContext.sampled();
            String[] daemon = stack.environment().get("AWS_XRAY_DAEMON_ADDRESS").split(":");
            try (var datagrams = new Datagrams(new InetSocketAddress(daemon[0], Integer.parseInt(daemon[1])))) {
                datagrams.send(Datagrams.framed(segment(context, id(), "alone", "\"end_time\":" + (now() + 1))));
            }
            stack.traces().patience(LONG).awaitId(context.traceId()).hasOnlyServices("alone");

            Future<?> waiting = threads.submit(() ->
                    stack.traces().patience(LONG).awaitId(TraceContext.sampled().traceId()));
            stack.close();

            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(waiting::get)
                    .havingCause()
                    .isInstanceOf(IllegalStateException.class)
                    .withMessageContaining(stack.awsEndpoint().toString())
                    .withMessageContaining("Stopping");
            assertThat(LocalStack.find(stack.awsEndpoint().getPort()
                            - shared.ports().aws().getPort()
                            + shared.ports().offset()))
                    .isEmpty();
        } finally {
            stack.close();
        }
    }

    private static Traces traces(RaygateStack stack) {
        return LocalStack.at(stack.ports().offset()).traces().patience(LONG);
    }

    private static void send(RaygateStack stack, String... documents) throws IOException {
        try (var datagrams = new Datagrams(stack.ports().daemon())) {
            for (String document : documents) {
                datagrams.send(Datagrams.framed(document));
            }
        }
    }

    private static String segment(TraceContext context, String id, String name, String members) {
        return String.format(
                Locale.ROOT,
                "{\"id\":\"%s\",\"trace_id\":\"%s\",\"parent_id\":\"%s\",\"name\":\"%s\",\"start_time\":%.3f,%s}",
                id,
                context.traceId(),
                context.parentId(),
                name,
                (double) now(),
                members);
    }

    private static long now() {
        return System.currentTimeMillis() / 1_000;
    }

    private static String id() {
        return String.format("%016x", ThreadLocalRandom.current().nextLong());
    }
}
