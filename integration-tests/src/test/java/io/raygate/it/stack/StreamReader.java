// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.it.stack;

import io.raygate.block.BlockLimits;
import io.raygate.block.BlockReader;
import io.raygate.block.SegmentBlock;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/** Reads the blocks on a stream of the local Kinesis, from its beginning, with the AWS SDK. */
public final class StreamReader implements AutoCloseable {

    private static final String STREAM = "raygate-demo";

    private final KinesisClient kinesis;

    public StreamReader(URI endpoint) {
        kinesis = KinesisClient.builder()
                .endpointOverride(endpoint)
                .region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    /** Every block that is on the stream now. */
    public List<SegmentBlock> blocks() {
        List<SegmentBlock> blocks = new ArrayList<>();
        kinesis.listShards(request -> request.streamName(STREAM))
                .shards()
                .forEach(shard -> read(shard.shardId(), blocks));
        return blocks;
    }

    @Override
    public void close() {
        kinesis.close();
    }

    private void read(String shard, List<SegmentBlock> blocks) {
        String iterator = kinesis.getShardIterator(request ->
                        request.streamName(STREAM).shardId(shard).shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                .shardIterator();
        try (BlockReader reader = new BlockReader(BlockLimits.DEFAULT)) {
            GetRecordsResponse response;
            do {
                String from = iterator;
                response = kinesis.getRecords(request -> request.shardIterator(from));
                response.records()
                        .forEach(record -> blocks.add(
                                (SegmentBlock) reader.read(record.data().asByteArray())));
                iterator = response.nextShardIterator();
            } while (response.millisBehindLatest() > 0);
        }
    }
}
