// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.publish;

import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.raygate.aws.AwsClients;
import io.raygate.aws.AwsSettings;
import io.raygate.aws.Backoff;
import io.raygate.aws.Role;
import io.raygate.block.SealedBlock;
import io.raygate.edge.observe.Ledger;
import io.raygate.edge.spool.BlockSpool;
import io.raygate.edge.spool.TestBlocks;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Answers with status 200 that are not PutRecords'. */
class PutRecordsAnswerTest {

    private static final String ENDPOINT = "aws.endpointUrl";
    private static final Map<String, Object> TAKEN = Map.of("SequenceNumber", "49", "ShardId", "shardId-000000000000");
    private static final Map<String, Object> REFUSED =
            Map.of("ErrorCode", "InternalFailure", "ErrorMessage", "Internal Service Failure");

    private final Ledger ledger = new Ledger();
    private final BlockSpool spool = TestBlocks.memorySpool(ledger, 1_000_000);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Deque<byte[]> answers = new ArrayDeque<>();
    private final Deque<String> stsAnswers = new ArrayDeque<>();
    private final AtomicInteger calls = new AtomicInteger();
    private HttpServer server;
    private String endpoint;

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            boolean isSts =
                    new String(exchange.getRequestBody().readAllBytes(), ISO_8859_1).contains("Action=AssumeRole");
            byte[] answer = isSts ? stsAnswer() : kinesisAnswer();
            exchange.getResponseHeaders().add("Content-Type", isSts ? "text/xml" : "application/x-amz-cbor-1.1");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        endpoint = System.setProperty(
                ENDPOINT, "http://127.0.0.1:" + server.getAddress().getPort());
    }

    @AfterEach
    void close() {
        System.setProperty(ENDPOINT, endpoint);
        server.stop(0);
    }

    static Stream<Arguments> answersThatAffirmNothing() {
        return Stream.of(
                arguments("no entries", cbor(Map.of())),
                arguments("null", new byte[] {(byte) 0xF6}),
                arguments("nothing at all", new byte[0]),
                arguments("a page", "<html><body>Please log in</body></html>".getBytes(UTF_8)),
                arguments("JSON", "{}".getBytes(UTF_8)),
                arguments("too few entries", cbor(answer(0, TAKEN))),
                arguments("too many entries", cbor(answer(0, TAKEN, TAKEN, TAKEN))),
                arguments("null for the entries", cbor(answer(0, null, null))),
                arguments("entries that say nothing", cbor(answer(0, Map.of(), Map.of()))),
                arguments("entries without a sequence number", cbor(answer(0, Map.of("ShardId", "1"), Map.of()))),
                arguments("sequence numbers that are none", cbor(answer(0, sequence("49a"), sequence("-1")))),
                arguments("a count of failures that nobody has", cbor(answer(2, TAKEN, TAKEN))),
                arguments("failures that nobody counts", cbor(answer(0, REFUSED, REFUSED))));
    }

    private static Map<String, Object> sequence(String number) {
        return Map.of("SequenceNumber", number, "ShardId", "shardId-000000000000");
    }

    @Test
    void read_someEntriesRefused_tellsThemApart() {
        List<SealedBlock> blocks =
                IntStream.range(0, 3).mapToObj(i -> TestBlocks.block(i, 100)).toList();

        PutResult result = PutRecordsAnswer.read(blocks, cbor(answer(1, TAKEN, REFUSED, TAKEN)));

        assertThat(result).isInstanceOfSatisfying(PutResult.Answered.class, answered -> {
            assertThat(answered.accepted()).extracting(SealedBlock::sequence).containsExactly(0L, 2L);
            assertThat(answered.failed()).extracting(SealedBlock::sequence).containsExactly(1L);
            assertThat(answered.errorCode()).isEqualTo("InternalFailure");
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answersThatAffirmNothing")
    void publish_answerThatAffirmsNothing_isAFailedCallAndTheBlocksAreSentAgain(String what, byte[] answer) {
        answers.add(answer);
        TestBlocks.offer(spool, ledger, TestBlocks.block(0, 100));
        TestBlocks.offer(spool, ledger, TestBlocks.block(1, 100));

        publishAll(Optional.empty());

        assertThat(calls).as(what).hasValue(2);
        assertThat(ledger.balance().published()).isEqualTo(20);
        assertThat(registry.find("raygate.put.failures").counters().stream()
                        .mapToDouble(counter -> counter.count())
                        .sum())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html><body>Please log in</body></html>",
                "{}",
                "<AssumeRoleResponse><AssumeRoleResult></AssumeRoleResult></AssumeRoleResponse>"
            })
    void publish_stsAnswersWithSomethingElse_isAFailedCallAndTheBlocksAreSentAgain(String answer) {
        stsAnswers.add(answer);
        TestBlocks.offer(spool, ledger, TestBlocks.block(0, 100));
        TestBlocks.offer(spool, ledger, TestBlocks.block(1, 100));

        publishAll(Optional.of(new Role("arn:aws:iam::111122223333:role/writer", "", "raygate")));

        assertThat(stsAnswers).isEmpty();
        assertThat(ledger.balance().published()).isEqualTo(20);
    }

    private byte[] kinesisAnswer() {
        calls.incrementAndGet();
        return answers.isEmpty() ? cbor(answer(0, TAKEN, TAKEN)) : answers.poll();
    }

    private byte[] stsAnswer() {
        String answer = stsAnswers.isEmpty() ? """
                <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials>
                <AccessKeyId>id</AccessKeyId><SecretAccessKey>secret</SecretAccessKey><SessionToken>token</SessionToken>
                <Expiration>2999-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>
                """ : stsAnswers.poll();
        return answer.getBytes(UTF_8);
    }

    private void publishAll(Optional<Role> role) {
        AwsSettings settings = new AwsSettings(Optional.of("eu-west-1"), role, "raygate", Optional.empty(), false);
        try (AwsClients aws = new AwsClients(settings);
                PutRecordsCalls calls = new PutRecordsCalls(aws, Duration.ofMinutes(1))) {
            Pace pace = new Pace(new SendRate(), Backoff.fixed(Duration.ofMillis(1)), new PublisherTest.FakeTiming());
            Publisher publisher = new Publisher(
                    spool,
                    new KinesisSink(calls, "stream", SplittableRandom::new),
                    new PublishMetrics(registry),
                    new PublishLimits("stream", 10, 1_000_000, Duration.ofMillis(1), 3),
                    pace);
            publisher.drain();
            publisher.run();
        }
    }

    private static Map<String, Object> answer(int failures, Object... entries) {
        return Map.of("FailedRecordCount", failures, "Records", Arrays.asList(entries));
    }

    /** RFC 8949, as much of it as answers need: texts below 256 bytes, numbers, lists and objects below 24. */
    private static byte[] cbor(Object value) {
        var out = new ByteArrayOutputStream();
        write(value, out);
        return out.toByteArray();
    }

    private static void write(Object value, ByteArrayOutputStream out) {
        switch (value) {
            case null -> out.write(0xF6);
            case Integer number -> out.write(number);
            case String text -> {
                out.write(0x78);
                out.write(text.length());
                out.writeBytes(text.getBytes(UTF_8));
            }
            case List<?> list -> {
                out.write(0x80 + list.size());
                list.forEach(element -> write(element, out));
            }
            case Map<?, ?> object -> {
                out.write(0xA0 + object.size());
                object.forEach((key, element) -> {
                    write(key, out);
                    write(element, out);
                });
            }
            default -> throw new IllegalArgumentException("not a value: " + value);
        }
    }
}
