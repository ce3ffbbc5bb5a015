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
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/** A stream that nothing but the test reads. */
public final class StreamBlocks implements AutoCloseable {

    private final KinesisClient kinesis;
    private final String stream;

    /** Creates the stream. */
    public StreamBlocks(URI endpoint, String stream, int shards) {
        this.stream = stream;
        this.kinesis = KinesisClient.builder()
                .endpointOverride(endpoint)
                .region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
        kinesis.createStream(request -> request.streamName(stream).shardCount(shards));
        kinesis.waiter().waitUntilStreamExists(request -> request.streamName(stream));
    }

    /** Everything on the stream, shard by shard. */
    public List<SegmentBlock> all() {
        List<SegmentBlock> blocks = new ArrayList<>();
        try (var reader = new BlockReader(BlockLimits.DEFAULT)) {
            for (Shard shard :
                    kinesis.listShards(request -> request.streamName(stream)).shards()) {
                for (Record data : records(shard)) {
                    blocks.add((SegmentBlock) reader.read(data.data().asByteArrayUnsafe()));
                }
            }
        }
        return blocks;
    }

    @Override
    public void close() {
        kinesis.deleteStream(request -> request.streamName(stream));
        kinesis.close();
    }

    private List<Record> records(Shard shard) {
        List<Record> records = new ArrayList<>();
        String iterator = kinesis.getShardIterator(request -> request.streamName(stream)
                        .shardId(shard.shardId())
                        .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                .shardIterator();
        GetRecordsResponse response;
        do {
            String from = iterator;
            response = kinesis.getRecords(request -> request.shardIterator(from));
            records.addAll(response.records());
            iterator = response.nextShardIterator();
        } while (response.millisBehindLatest() > 0);
        return records;
    }
}
