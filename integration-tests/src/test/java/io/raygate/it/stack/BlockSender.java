// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.it.stack;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;

/** Puts records on a stream of a stack, past its forwarder. */
public final class BlockSender implements AutoCloseable {

    private static final String DEMO = "raygate-demo";
    private static final int RECORDS_PER_CALL = 100;

    private final String stream;
    private final KinesisClient kinesis;

    /** To the stream of {@code ./raygate up}. */
    public BlockSender(URI endpoint) {
        this(endpoint, DEMO);
    }

    public BlockSender(URI endpoint, String stream) {
        this.stream = stream;
        kinesis = KinesisClient.builder()
                .endpointOverride(endpoint)
                .region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    /** Returns when the stream holds all of them. */
    public void put(List<byte[]> records) {
        List<PutRecordsRequestEntry> left =
                new ArrayList<>(records.stream().map(BlockSender::entry).toList());
        while (!left.isEmpty()) {
            List<PutRecordsRequestEntry> call = List.copyOf(left.subList(0, Math.min(left.size(), RECORDS_PER_CALL)));
            PutRecordsResponse answer =
                    kinesis.putRecords(request -> request.streamName(stream).records(call));
            for (int i = call.size() - 1; i >= 0; i--) {
                if (answer.records().get(i).errorCode() == null) {
                    left.remove(i);
                }
            }
        }
    }

    private static PutRecordsRequestEntry entry(byte[] data) {
        return PutRecordsRequestEntry.builder()
                .partitionKey(UUID.randomUUID().toString())
                .data(SdkBytes.fromByteArray(data))
                .build();
    }

    @Override
    public void close() {
        kinesis.close();
    }
}
