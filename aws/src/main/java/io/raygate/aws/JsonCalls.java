// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.aws;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
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
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;

/**
 * Signed calls in the AWS JSON 1.1 protocol, for a service of which one or two operations are used. They fail with the
 * exceptions of the SDK's own client, without the megabytes of classes that it brings. A call takes the time limit at most,
 * its second attempt included. Thread-safe.
 */
final class JsonCalls implements AutoCloseable {

    /** A page of ten parameters has at most some 100 KB. */
    private static final int MAX_ANSWER_BYTES = 1 << 20;

    private static final int OK = 200;
    private static final int FIRST_SERVER_ERROR = 500;
    private static final Backoff BACKOFF = Backoff.fixed(Duration.ofMillis(50)).withMaxAttempts(2);

    /** Keeps no names of what it reads. */
    static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private final AwsClients aws;
    private final AwsService service;
    private final URI endpoint;
    private final Duration timeout;
    private final SdkHttpClient http;
    private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();

    JsonCalls(AwsClients aws, AwsService service, URI endpoint, Duration timeout) {
        this.aws = aws;
        this.service = service;
        this.endpoint = endpoint;
        this.timeout = timeout;
        this.http = aws.httpClient(service, timeout).build();
    }

    /**
     * The body of an answer with status 200.
     *
     * @param operation such as {@code AmazonSSM.GetParameter}
     * @throws AwsServiceException where the service answered otherwise
     * @throws SdkClientException where there was no answer in time, or there are no credentials
     */
    byte[] call(String operation, byte[] body) {
        Deadline deadline = Deadline.in(timeout, Timing.SYSTEM);
        for (int failures = 1; ; failures++) {
            try {
                return callOnce(sign(operation, body), deadline);
            } catch (SdkException e) {
                if (!mayPass(e) || !pause(failures, deadline)) {
                    throw e;
                }
            }
        }
    }

    @Override
    public void close() {
        http.close();
    }

    private HttpExecuteRequest sign(String operation, byte[] body) {
        ContentStreamProvider payload = ContentStreamProvider.fromByteArrayUnsafe(body);
        SdkHttpRequest request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(endpoint)
                .putHeader("Content-Type", "application/x-amz-json-1.1")
                .putHeader("Content-Length", Integer.toString(body.length))
                .putHeader("X-Amz-Target", operation)
                .build();
        SignedRequest signed =
                signer.sign(sign -> sign.identity(aws.credentials().resolveCredentials())
                        .request(request)
                        .payload(payload)
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service.prefix())
                        .putProperty(AwsV4HttpSigner.REGION_NAME, aws.region().id()));
        return HttpExecuteRequest.builder()
                .request(signed.request())
                .contentStreamProvider(signed.payload().orElse(payload))
                .build();
    }

    /** On a thread of its own: a socket's time limit is for each read, and a trickling answer would never exceed it. */
    private byte[] callOnce(HttpExecuteRequest request, Deadline deadline) {
        ExecutableHttpRequest call = http.prepareRequest(request);
        FutureTask<byte[]> answer = new FutureTask<>(() -> read(call.call()));
        Thread thread = Thread.ofVirtual().name("aws-call").start(answer);
        try {
            return answer.get(Math.max(0, deadline.remaining().toNanos()), TimeUnit.NANOSECONDS);
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
                thread.interrupt();
            }
        }
    }

    private byte[] read(HttpExecuteResponse response) throws IOException {
        byte[] body = {};
        if (response.responseBody().isPresent()) {
            try (InputStream in = response.responseBody().get()) {
                body = in.readNBytes(MAX_ANSWER_BYTES + 1);
            }
        }
        if (body.length > MAX_ANSWER_BYTES) {
            throw new UnexpectedAnswerException(
                    "the answer of " + service + " has more than " + MAX_ANSWER_BYTES + " bytes");
        }
        int status = response.httpResponse().statusCode();
        if (status != OK) {
            throw error(status, body);
        }
        return body;
    }

    private AwsServiceException error(int status, byte[] body) {
        AwsErrorDetails.Builder details = AwsErrorDetails.builder().serviceName(service.prefix());
        try (JsonParser json = JSON.createParser(body)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                switch (name) {
                    case "__type" -> details.errorCode(withoutNamespace(json.getText()));
                    case "message", "Message" -> details.errorMessage(json.getText());
                    default -> json.skipChildren();
                }
            }
        } catch (IOException _) {
            // not from the service: the status is all there is
        }
        AwsErrorDetails read = details.build();
        return AwsServiceException.builder()
                .statusCode(status)
                .awsErrorDetails(read)
                .message(read.errorMessage())
                .build();
    }

    /** {@code com.amazonaws.ssm#ParameterNotFound} means {@code ParameterNotFound}. */
    private static String withoutNamespace(String type) {
        return type.substring(type.lastIndexOf('#') + 1);
    }

    private static boolean mayPass(SdkException e) {
        return switch (e) {
            case AwsServiceException answered ->
                answered.isThrottlingException() || answered.statusCode() >= FIRST_SERVER_ERROR;
            case ApiCallTimeoutException _, AbortedException _, UnexpectedAnswerException _ -> false;
            default -> e.getCause() instanceof IOException;
        };
    }

    private static boolean pause(int failures, Deadline deadline) {
        try {
            return BACKOFF.within(deadline).sleep(failures, deadline.timing());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
