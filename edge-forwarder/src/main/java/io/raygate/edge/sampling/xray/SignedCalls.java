// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.sampling.xray;

import io.raygate.edge.port.Answer;
import io.raygate.edge.port.Outcome;
import io.raygate.edge.sampling.source.SamplingSource.SamplingRequest;
import io.raygate.edge.sampling.xray.CheckedCalls.Upstream;
import io.raygate.edge.sampling.xray.UpstreamResult.Answered;
import io.raygate.edge.sampling.xray.UpstreamResult.Busy;
import io.raygate.edge.sampling.xray.UpstreamResult.NoCredentials;
import io.raygate.edge.sampling.xray.UpstreamResult.Unreachable;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;

/**
 * Signs requests with Signature Version 4 and sends each once. Bodies pass through unchanged, both ways. Each call has a
 * thread, since it may have to fetch credentials, and no virtual one, which would delay the end of the process; calls over the limit
 * are not made. Thread-safe.
 */
final class SignedCalls implements Upstream, AutoCloseable {

    private static final String SERVICE = "xray";

    private final Endpoint endpoint;
    private final AwsCredentialsProvider credentials;
    private final SdkHttpClient http;
    private final Limits limits;
    private final Semaphore free;
    private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();

    /**
     * A client for X-Ray.
     *
     * @param http closed with this
     */
    SignedCalls(Endpoint endpoint, AwsCredentialsProvider credentials, SdkHttpClient http, Limits limits) {
        this.endpoint = endpoint;
        this.credentials = credentials;
        this.http = http;
        this.limits = limits;
        this.free = new Semaphore(limits.maxConcurrency);
    }

    /**
     * What calls may cost.
     *
     * @param timeout of a call, from the credentials to the last byte of the answer
     */
    record Limits(Duration timeout, int maxConcurrency, int maxAnswerBytes) {}

    @Override
    public Uni<UpstreamResult> call(SamplingRequest request) {
        return Uni.createFrom()
                .<UpstreamResult>emitter(caller -> start(request, caller))
                .ifNoItem()
                .after(limits.timeout)
                .recoverWithItem(() -> new Unreachable("no answer within " + limits.timeout));
    }

    @Override
    public void close() {
        http.close();
    }

    private void start(SamplingRequest request, UniEmitter<? super UpstreamResult> caller) {
        if (!free.tryAcquire()) {
            caller.complete(new Busy());
            return;
        }
        var underWay = new AtomicReference<@Nullable ExecutableHttpRequest>();
        Thread thread = Thread.ofPlatform().daemon().name("xray-call").unstarted(() -> {
            try {
                caller.complete(signAndSend(request, underWay));
            } catch (RuntimeException | Error bug) {
                caller.fail(bug);
            } finally {
                free.release();
            }
        });
        caller.onTermination(() -> abandon(thread, underWay.get()));
        thread.start();
    }

    /** A socket has a time limit for each read only, so whoever trickles is cut off when the time is up. */
    private static void abandon(Thread thread, @Nullable ExecutableHttpRequest underWay) {
        if (thread.equals(Thread.currentThread())) {
            return;
        }
        thread.interrupt();
        if (underWay != null) {
            underWay.abort();
        }
    }

    private UpstreamResult signAndSend(
            SamplingRequest request, AtomicReference<@Nullable ExecutableHttpRequest> underWay) {
        AwsCredentials signWith;
        try {
            signWith = credentials.resolveCredentials();
        } catch (SdkException e) {
            return new NoCredentials(String.valueOf(e.getMessage()));
        }
        try {
            return send(sign(request, signWith), underWay);
        } catch (IOException | SdkException e) {
            return new Unreachable(e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }

    private HttpExecuteRequest sign(SamplingRequest request, AwsCredentials signWith) {
        byte[] body = request.body();
        SdkHttpRequest.Builder unsigned = SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(endpoint.of(request.operation()))
                .putHeader("Content-Length", Integer.toString(body.length));
        request.headers().forEach(unsigned::putHeader);
        ContentStreamProvider payload = ContentStreamProvider.fromByteArrayUnsafe(body);
        SignedRequest signed = signer.sign(sign -> sign.identity(signWith)
                .request(unsigned.build())
                .payload(payload)
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, SERVICE)
                .putProperty(AwsV4HttpSigner.REGION_NAME, endpoint.region().id()));
        return HttpExecuteRequest.builder()
                .request(signed.request())
                .contentStreamProvider(signed.payload().orElse(payload))
                .build();
    }

    private UpstreamResult send(HttpExecuteRequest request, AtomicReference<@Nullable ExecutableHttpRequest> underWay)
            throws IOException {
        ExecutableHttpRequest call = http.prepareRequest(request);
        underWay.set(call);
        if (Thread.currentThread().isInterrupted()) {
            return new Unreachable("the time was up before the call began");
        }
        HttpExecuteResponse response = call.call();
        int status = response.httpResponse().statusCode();
        byte[] body = new byte[0];
        if (response.responseBody().isPresent()) {
            try (InputStream in = response.responseBody().get()) {
                body = in.readNBytes(limits.maxAnswerBytes + 1);
            }
        }
        if (body.length > limits.maxAnswerBytes) {
            return new Unreachable("its answer is larger than raygate.sampling.xray.max-answer");
        }
        Outcome outcome = status == 200 ? Outcome.ANSWERED : Outcome.UPSTREAM_ERROR;
        return new Answered(new Answer(status, passedBack(response), body, outcome));
    }

    /** What tells a client something of the answer; the rest is about the connection to X-Ray. */
    private static Map<String, String> passedBack(HttpExecuteResponse response) {
        Map<String, String> headers = new HashMap<>();
        response.httpResponse().forEachHeader((name, values) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (lower.equals("content-type") || lower.equals("retry-after") || lower.startsWith("x-amzn-")) {
                headers.put(lower, String.join(",", values));
            }
        });
        return headers;
    }
}
