// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.publish;

import io.raygate.aws.AwsClients;
import io.raygate.aws.AwsService;
import io.raygate.aws.ServiceError;
import io.raygate.aws.SignedCalls;
import io.raygate.edge.publish.KinesisSink.Stream;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.regions.Region;

/**
 * Signed calls of PutRecords, where the SDK's settings say that Kinesis is. Each is one attempt: one of the SDK's own would
 * send the records that were accepted again. Thread-safe.
 */
final class PutRecordsCalls implements Stream, AutoCloseable {

    /** 500 entries, each with a sequence number or a sentence. */
    private static final int MAX_ANSWER_BYTES = 1 << 20;

    private static final int OK = 200;

    private static final Map<String, String> HEADERS = Map.of(
            "Content-Type", "application/x-amz-cbor-1.1",
            "X-Amz-Target", "Kinesis_20131202.PutRecords");

    private final AwsClients aws;
    private final URI endpoint;
    private final Region region;
    private final Duration timeout;
    private final SignedCalls calls;

    /**
     * Calls nothing yet.
     *
     * @throws IllegalArgumentException naming the setting that is wrong or missing
     */
    PutRecordsCalls(AwsClients aws, Duration timeout) {
        this.aws = aws;
        this.endpoint = aws.endpoint(AwsService.KINESIS);
        this.region = aws.region();
        this.timeout = timeout;
        this.calls = new SignedCalls(aws, AwsService.KINESIS, timeout, MAX_ANSWER_BYTES);
    }

    @Override
    public byte[] putRecords(byte[] request) {
        SignedCalls.Answer answer = calls.post(
                new SignedCalls.Request(endpoint, region, aws.credentials().resolveCredentials(), HEADERS, request),
                timeout);
        if (answer.status() != OK) {
            throw ServiceError.of(AwsService.KINESIS, answer);
        }
        return answer.body();
    }

    @Override
    public void close() {
        calls.close();
    }
}
