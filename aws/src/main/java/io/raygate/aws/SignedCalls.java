// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.aws;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.regions.Region;

/**
 * POST requests over HTTP/1.1, signed with Signature Version 4, for operations that no client of the SDK has or is worth its
 * size. Each is sent once, and takes the given time at most. Where this machine's clock is wrong, requests are signed by the
 * service's from the first one on that it refuses for that. Thread-safe.
 */
public final class SignedCalls implements AutoCloseable {

    private final AwsService service;
    private final int maxAnswerBytes;
    private final SdkHttpClient http;
    private final ServiceClock clock;
    private final ExecutorService threads = CallThreads.named("aws-call");
    private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();

    /**
     * Calls of one service.
     *
     * @param timeout        for connecting, and for each read
     * @param maxAnswerBytes a larger answer is an {@link UnexpectedAnswerException}
     */
    public SignedCalls(AwsClients aws, AwsService service, Duration timeout, int maxAnswerBytes) {
        this(aws, service, timeout, maxAnswerBytes, Clock.systemUTC());
    }

    SignedCalls(AwsClients aws, AwsService service, Duration timeout, int maxAnswerBytes, Clock clock) {
        this.clock = new ServiceClock(clock);
        this.service = service;
        this.maxAnswerBytes = maxAnswerBytes;
        this.http = aws.httpClient(service, timeout).build();
    }

    /**
     * A request.
     *
     * @param headers without the length and what the signature needs
     * @param length  bytes of {@code body} that are sent, from the first
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    public record Request(
            URI uri, Region region, AwsCredentials credentials, Map<String, String> headers, byte[] body, int length) {

        public Request {
            headers = Map.copyOf(headers);
        }

        /** With the whole body. */
        public Request(URI uri, Region region, AwsCredentials credentials, Map<String, String> headers, byte[] body) {
            this(uri, region, credentials, headers, body, body.length);
        }
    }

    /**
     * An answer, whatever its status.
     *
     * @param headers by name in lower case; the first of several
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    public record Answer(int status, Map<String, String> headers, byte[] body) {

        public Answer {
            headers = Map.copyOf(headers);
        }

        /** The first header of that name, which is in lower case. */
        public Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name));
        }
    }

    /**
     * Sends a request.
     *
     * @throws SdkClientException where there was no answer in time, or none that can be read
     */
    public Answer post(Request request, Duration timeout) {
        Answer answer = send(signed(request), timeout);
        clock.learn(answer);
        return answer;
    }

    @Override
    public void close() {
        threads.shutdownNow();
        http.close();
    }

    private HttpExecuteRequest signed(Request request) {
        ContentStreamProvider payload = () -> new ByteArrayInputStream(request.body(), 0, request.length());
        SdkHttpRequest.Builder unsigned = SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(request.uri())
                .putHeader("Content-Length", Integer.toString(request.length()));
        request.headers().forEach(unsigned::putHeader);
        SignedRequest signed = signer.sign(sign -> sign.identity(request.credentials())
                .request(unsigned.build())
                .payload(payload)
                .putProperty(HttpSigner.SIGNING_CLOCK, clock.now())
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service.prefix())
                .putProperty(AwsV4HttpSigner.REGION_NAME, request.region().id()));
        return HttpExecuteRequest.builder()
                .request(signed.request())
                .contentStreamProvider(signed.payload().orElse(payload))
                .build();
    }

    /** On a thread of its own: a socket's time limit is for each read, and a trickling answer would never exceed it. */
    private Answer send(HttpExecuteRequest request, Duration timeout) {
        ExecutableHttpRequest call = http.prepareRequest(request);
        Future<Answer> answer = threads.submit(() -> read(call.call()));
        try {
            return answer.get(Math.max(0, timeout.toNanos()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException _) {
            throw ApiCallTimeoutException.create(timeout.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw AbortedException.create("interrupted while " + service + " was called", e);
        } catch (ExecutionException e) {
            Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
            throw cause instanceof SdkException known
                    ? known
                    : SdkClientException.create(String.valueOf(cause.getMessage()), cause);
        } finally {
            if (!answer.isDone()) {
                call.abort();
                answer.cancel(true);
            }
        }
    }

    private Answer read(HttpExecuteResponse response) throws IOException {
        byte[] body = {};
        if (response.responseBody().isPresent()) {
            try (InputStream in = decoded(response, response.responseBody().get())) {
                body = in.readNBytes(maxAnswerBytes + 1);
            }
        }
        if (body.length > maxAnswerBytes) {
            throw new UnexpectedAnswerException(
                    "the answer of " + service + " has more than " + maxAnswerBytes + " bytes");
        }
        Map<String, String> headers = new HashMap<>();
        response.httpResponse()
                .forEachHeader((name, values) ->
                        headers.putIfAbsent(name.toLowerCase(Locale.ROOT), values.isEmpty() ? "" : values.getFirst()));
        return new Answer(response.httpResponse().statusCode(), headers, body);
    }

    /** Nobody asked for gzip; proxies send it all the same, and what is not read is sent again. */
    private InputStream decoded(HttpExecuteResponse response, InputStream body) throws IOException {
        String encoding = response.httpResponse()
                .firstMatchingHeader("Content-Encoding")
                .orElse("identity")
                .strip()
                .toLowerCase(Locale.ROOT);
        return switch (encoding) {
            case "", "identity" -> body;
            case "gzip", "x-gzip" -> new GZIPInputStream(body);
            default -> {
                body.close();
                throw new UnexpectedAnswerException("the answer of " + service + " is encoded as " + encoding
                        + ", which nobody asked for; find what encodes it on the way");
            }
        };
    }
}
