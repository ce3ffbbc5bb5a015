// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.kinesis;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.raygate.local.aws.AwsAccount;
import io.raygate.local.aws.AwsRequest;
import io.raygate.local.aws.AwsResponse;
import io.raygate.local.aws.Delivery;
import io.raygate.local.fault.Fault;
import io.raygate.local.fault.FaultKind;
import io.raygate.local.fault.Faults;
import io.raygate.local.fault.FaultyService;
import io.raygate.testing.FakeTime;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** The API below HTTP, with a clock that the test moves. */
class KinesisApiTest {

    private static final int MIB = 1024 * 1024;

    private final FakeTime clock = new FakeTime();
    private final KinesisStreams streams = new KinesisStreams(
            new AwsAccount("eu-west-1", "000000000000"), new KinesisStreams.Bounds(true, 64 * MIB, 10, 10), clock);
    private final Faults faults = new Faults(FaultyService.KINESIS, 4);
    private final KinesisApi api = new KinesisApi(streams, faults, new KinesisCounters());

    @BeforeEach
    void createStream() {
        streams.create(StreamSpec.provisioned("orders", 1));
    }

    @ParameterizedTest
    @EnumSource
    void handle_unknownStream_answersErrorInTheRequestsEncoding(Encoding encoding) {
        ObjectNode in =
                object().put("StreamName", "nope").put("PartitionKey", "a").put("Data", new byte[1]);
        AwsResponse response = call("PutRecord", encoding, in);

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.headers()).containsEntry("content-type", encoding.contentType());
        assertThat(encoding.read(response.body()).get("__type").asText()).isEqualTo("ResourceNotFoundException");
        assertThat(encoding.read(response.body()).get("message").asText())
                .isEqualTo("Stream nope under account 000000000000 not found.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CreateStream | {'StreamName':'a'} | ValidationException | shardCount",
                "CreateStream | {'StreamName':'a b','ShardCount':1} | ValidationException | streamName",
                "CreateStream | {'StreamName':'a','ShardCount':0} | ValidationException | shardCount",
                "CreateStream | {'StreamName':'a','ShardCount':11} | LimitExceededException | max-shards-per-stream",
                "CreateStream | {'StreamName':'orders','ShardCount':1} | ResourceInUseException | orders",
                "PutRecord | {'StreamName':'orders','Data':'AA=='} | ValidationException | partitionKey",
                "PutRecord | {'StreamName':'orders','PartitionKey':'a','Data':'!'} | SerializationException | data",
                "PutRecord | {'StreamName':7,'PartitionKey':'a','Data':'AA=='} | SerializationException | streamName",
                "PutRecord | {'PartitionKey':'a','Data':'AA=='} | InvalidArgumentException | StreamARN",
                "PutRecords | {'StreamName':'orders','Records':[]} | ValidationException | records",
                "PutRecords | {'StreamName':'orders','Records':[{'PartitionKey':'a','Data':'AA=='},{'Data':'AA=='}]} "
                        + "| ValidationException | records.2.member.partitionKey",
                "GetRecords | {'ShardIterator':'bogus'} | InvalidArgumentException | Invalid ShardIterator",
                "GetShardIterator | {'StreamName':'orders','ShardId':'shardId-000000000007',"
                        + "'ShardIteratorType':'LATEST'} | ResourceNotFoundException | shardId-000000000007",
                "GetShardIterator | {'StreamName':'orders','ShardId':'shardId-000000000000',"
                        + "'ShardIteratorType':'AT_TIMESTAMP'} | ValidationException | timestamp",
                "DescribeStream | {'StreamARN':'arn:aws:kinesis:us-east-1:000000000000:stream/orders'} "
                        + "| ResourceNotFoundException | us-east-1",
                "MergeShards | {} | UnknownOperationException | MergeShards",
            })
    void handle_badInput_namesWhatIsWrong(String operation, String json, String type, String named) {
        AwsResponse response = api.handle(new AwsRequest(
                "POST",
                "/",
                Map.of("x-amz-target", "Kinesis_20131202." + operation, "content-type", Encoding.JSON.contentType()),
                json.replace('\'', '"').getBytes(UTF_8)));

        assertThat(response.status()).isEqualTo(400);
        ObjectNode error = Encoding.JSON.read(response.body());
        assertThat(error.get("__type").asText()).isEqualTo(type);
        assertThat(error.get("message").asText()).contains(named);
    }

    @Test
    void putRecord_explicitHashKeyOutOfRange_isRefused() {
        ObjectNode in = record("a", 1).put("StreamName", "orders").put("ExplicitHashKey", "9".repeat(39));

        assertThat(errorOf("PutRecord", in)).isEqualTo("InvalidArgumentException");
    }

    @Test
    void putRecord_keyAndDataOverOneMib_isRefusedUntilTheStreamAllowsIt() {
        ObjectNode in = record("key", MIB - 2).put("StreamName", "orders");
        assertThat(errorOf("PutRecord", in)).isEqualTo("ValidationException");

        call(
                "UpdateMaxRecordSize",
                Encoding.CBOR,
                object().put("StreamARN", streams.streamArn("orders")).put("MaxRecordSizeInKiB", 2_048));

        assertThat(call("PutRecord", Encoding.CBOR, in).status()).isEqualTo(200);
    }

    @Test
    void putRecords_over500Entries_isRefused() {
        assertThat(errorOf("PutRecords", batch(501, 1))).isEqualTo("ValidationException");
    }

    @Test
    void putRecords_overTenMib_isRefused() {
        assertThat(errorOf("PutRecords", batch(11, MIB - 10))).isEqualTo("InvalidArgumentException");
    }

    @Test
    void putRecords_overOneThousandASecond_throttlesTheRestUntilTimePasses() {
        assertThat(failed(batch(500, 1))).isZero();
        assertThat(failed(batch(500, 1))).isZero();
        assertThat(failed(batch(500, 1))).isEqualTo(500);
        clock.advance(Duration.ofMillis(100));

        assertThat(failed(batch(500, 1))).isEqualTo(400);
    }

    @Test
    void putRecords_overOneMibASecond_throttlesTheRest() {
        ObjectNode answer = ok("PutRecords", batch(50, 25_000));

        assertThat(answer.get("FailedRecordCount").asInt()).isEqualTo(9);
        assertThat(answer.get("Records").get(0).get("SequenceNumber").asText()).matches("\\d{56}");
        assertThat(answer.get("Records").get(49).get("ErrorCode").asText())
                .isEqualTo("ProvisionedThroughputExceededException");
        assertThat(answer.get("Records").get(49).get("ErrorMessage").asText())
                .isEqualTo("Rate exceeded for shard shardId-000000000000 in stream orders under account 000000000000.");
    }

    @Test
    void getRecords_sixthInASecond_isThrottled() {
        ObjectNode in = object().put("ShardIterator", iterator());
        for (int i = 0; i < 5; i++) {
            ok("GetRecords", in);
        }
        assertThat(errorOf("GetRecords", in)).isEqualTo("ProvisionedThroughputExceededException");
        clock.advance(Duration.ofMillis(200));

        ok("GetRecords", in);
    }

    @Test
    void getRecords_largeAnswer_isPaidOffBeforeTheNext() {
        for (int second = 0; second < 6; second++) {
            ok("PutRecord", record("a", MIB - 1).put("StreamName", "orders"));
            clock.advance(Duration.ofSeconds(1));
        }
        String next = ok("GetRecords", object().put("ShardIterator", iterator()))
                .get("NextShardIterator")
                .asText();
        ObjectNode in = object().put("ShardIterator", next);
        clock.advance(Duration.ofMillis(1_900));
        assertThat(errorOf("GetRecords", in)).isEqualTo("ProvisionedThroughputExceededException");
        clock.advance(Duration.ofMillis(200));

        ok("GetRecords", in);
    }

    @Test
    void getRecords_afterFiveMinutes_isExpired() {
        ObjectNode in = object().put("ShardIterator", iterator());
        clock.advance(Duration.ofMinutes(5).plusMillis(1));

        assertThat(errorOf("GetRecords", in)).isEqualTo("ExpiredIteratorException");
    }

    @Test
    void getRecords_moreBehind_tellsHowFar() {
        ok("PutRecord", record("a", 1).put("StreamName", "orders"));
        clock.advance(Duration.ofSeconds(7));
        ok("PutRecord", record("b", 1).put("StreamName", "orders"));

        ObjectNode first =
                ok("GetRecords", object().put("ShardIterator", iterator()).put("Limit", 1));
        ObjectNode second = ok(
                "GetRecords",
                object().put("ShardIterator", first.get("NextShardIterator").asText()));

        assertThat(first.get("MillisBehindLatest").asLong()).isEqualTo(7_000);
        assertThat(second.get("MillisBehindLatest").asLong()).isZero();
        assertThat(second.get("Records")).hasSize(1);
    }

    @Test
    void putRecords_resetAfter_storesAndResets() {
        faults.add(
                new Fault(
                        new Fault.Aim("orders", Set.of("PutRecord", "PutRecords", "GetRecords"), "", 1),
                        FaultKind.RESET_AFTER,
                        Duration.ofSeconds(1),
                        Fault.Effect.DEFAULT),
                clock.instant());

        assertThat(call("PutRecords", Encoding.CBOR, batch(3, 1)).delivery()).isEqualTo(new Delivery.Reset());
        assertThat(streams.named("orders").status()).containsEntry("keptRecords", 3L);
    }

    private String iterator() {
        return ok(
                        "GetShardIterator",
                        object().put("StreamName", "orders")
                                .put("ShardId", "shardId-000000000000")
                                .put("ShardIteratorType", "TRIM_HORIZON"))
                .get("ShardIterator")
                .asText();
    }

    private int failed(ObjectNode batch) {
        return ok("PutRecords", batch).get("FailedRecordCount").asInt();
    }

    private ObjectNode ok(String operation, ObjectNode in) {
        AwsResponse response = call(operation, Encoding.CBOR, in);
        ObjectNode answer = Encoding.CBOR.read(response.body());
        assertThat(response.status()).as(answer.toString()).isEqualTo(200);
        return answer;
    }

    private String errorOf(String operation, ObjectNode in) {
        AwsResponse response = call(operation, Encoding.CBOR, in);
        assertThat(response.status()).isEqualTo(400);
        return Encoding.CBOR.read(response.body()).get("__type").asText();
    }

    private AwsResponse call(String operation, Encoding encoding, ObjectNode in) {
        Map<String, String> headers =
                Map.of("x-amz-target", "Kinesis_20131202." + operation, "content-type", encoding.contentType());
        return api.handle(new AwsRequest("POST", "/", headers, encoding.write(in)));
    }

    private static ObjectNode batch(int entries, int bytes) {
        ObjectNode in = object().put("StreamName", "orders");
        ArrayNode list = in.putArray("Records");
        for (int i = 0; i < entries; i++) {
            list.add(record("k" + i, bytes));
        }
        return in;
    }

    private static ObjectNode record(String key, int bytes) {
        return object().put("PartitionKey", key).put("Data", new byte[bytes]);
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
