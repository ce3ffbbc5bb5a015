// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.quarantine;

import io.raygate.aws.AwsClients;
import io.raygate.aws.AwsService;
import io.raygate.aws.ErrorCode;
import io.raygate.gateway.quarantine.MessageQueue.Answer;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.utils.Md5Utils;

/** SendMessageBatch through the AWS SDK, its own retries turned off. The client is made for the first message. */
@Singleton
class SqsQueue implements MessageQueue {

    /** Code of a message that the answer says nothing of. */
    private static final String NOT_AFFIRMED = "NotAffirmed";

    private final AwsClients aws;
    private final QuarantineConfig config;
    private @Nullable SqsClient sqs;

    SqsQueue(AwsClients aws, QuarantineConfig config) {
        this.aws = aws;
        this.config = config;
    }

    @Override
    public Answer send(String queue, List<QuarantineMessage> messages, Duration timeout) {
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
            return taken(sqs().sendMessageBatch(request), messages);
        } catch (SdkException e) {
            return new Answer.Unavailable(ErrorCode.of(e));
        }
    }

    @PreDestroy
    synchronized void close() {
        if (sqs != null) {
            sqs.close();
        }
    }

    /** Only a message that the answer lists as successful, with its digest, and not as failed, is in the queue. */
    private static Answer taken(SendMessageBatchResponse response, List<QuarantineMessage> messages) {
        Map<String, String> digests = new HashMap<>();
        response.successful().stream()
                .filter(Objects::nonNull)
                .forEach(entry -> digests.put(entry.id(), entry.md5OfMessageBody()));
        Map<String, String> codes = new HashMap<>();
        response.failed().stream().filter(Objects::nonNull).forEach(entry -> codes.put(entry.id(), entry.code()));
        Map<Integer, String> failed = new HashMap<>();
        for (int i = 0; i < messages.size(); i++) {
            String id = Integer.toString(i);
            if (codes.containsKey(id) || !md5(messages.get(i).json()).equals(digests.get(id))) {
                failed.put(i, String.valueOf(codes.getOrDefault(id, NOT_AFFIRMED)));
            }
        }
        return new Answer.Taken(failed);
    }

    /** As SQS tells what it has received; against accidents, not attacks. */
    private static String md5(String body) {
        return HexFormat.of().formatHex(Md5Utils.computeMD5Hash(body.getBytes(StandardCharsets.UTF_8)));
    }

    private synchronized SqsClient sqs() {
        SqsClient present = sqs;
        if (present == null) {
            present = aws.configure(AwsService.SQS, SqsClient.builder(), config.requestTimeout())
                    .checksumValidationEnabled(
                            false) // it takes every answer for a sound one; digests are compared here
                    .build();
            sqs = present;
        }
        return present;
    }
}
