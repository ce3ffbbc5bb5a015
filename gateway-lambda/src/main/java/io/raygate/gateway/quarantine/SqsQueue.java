// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.quarantine;

import io.raygate.aws.http.ClosingHttpClient;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

/** SendMessageBatch through the AWS SDK, its own retries turned off. The client is made for the first message. */
@Singleton
class SqsQueue implements MessageQueue {

    private final QuarantineConfig config;
    private @Nullable SqsClient sqs;

    SqsQueue(QuarantineConfig config) {
        this.config = config;
    }

    @Override
    public QueueAnswer send(String queue, List<QuarantineMessage> messages, Duration timeout) {
        List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
        for (int i = 0; i < messages.size(); i++) {
            entries.add(SendMessageBatchRequestEntry.builder()
                    .id(Integer.toString(i))
                    .messageBody(messages.get(i).json())
                    .build());
        }
        SendMessageBatchRequest request = SendMessageBatchRequest.builder()
                .queueUrl(queue)
                .entries(entries)
                .overrideConfiguration(override -> override.apiCallTimeout(timeout))
                .build();
        try {
            return taken(sqs().sendMessageBatch(request));
        } catch (AwsServiceException e) {
            String code =
                    e.awsErrorDetails() == null ? null : e.awsErrorDetails().errorCode();
            return new QueueAnswer.Unavailable(code == null ? "Http" + e.statusCode() : code);
        } catch (SdkException e) {
            return new QueueAnswer.Unavailable(e.getClass().getSimpleName());
        }
    }

    @PreDestroy
    synchronized void close() {
        if (sqs != null) {
            sqs.close();
        }
    }

    private static QueueAnswer taken(SendMessageBatchResponse response) {
        Map<Integer, String> failed = new HashMap<>();
        response.failed().forEach(entry -> failed.put(Integer.valueOf(entry.id()), String.valueOf(entry.code())));
        return new QueueAnswer.Taken(failed);
    }

    private synchronized SqsClient sqs() {
        SqsClient present = sqs;
        if (present == null) {
            present = SqsClient.builder()
                    .httpClientBuilder(ClosingHttpClient.over(UrlConnectionHttpClient.builder()
                            .connectionTimeout(config.requestTimeout())
                            .socketTimeout(config.requestTimeout())))
                    .overrideConfiguration(override -> override.retryStrategy(retry -> retry.maxAttempts(1)))
                    .build();
            sqs = present;
        }
        return present;
    }
}
