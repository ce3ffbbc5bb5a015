// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.pipeline;

import io.raygate.block.BlockWriter;
import io.raygate.block.DocumentKind;
import io.raygate.block.Origin;
import io.raygate.block.Workload;
import io.raygate.gateway.batch.Batch;
import io.raygate.gateway.batch.Batcher;
import io.raygate.gateway.decode.BlockDecoder;
import io.raygate.gateway.decode.KinesisEventReader;
import io.raygate.gateway.decode.Portions;
import io.raygate.gateway.decode.TenantId;
import io.raygate.gateway.policy.TenantPolicy;
import io.raygate.gateway.redact.RedactionPolicy;
import io.raygate.gateway.submit.TraceSegmentsBody;
import io.raygate.schema.ValidationMode;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * Takes events of its own from their JSON to the bodies of calls: decode, validate, redact, enrich, batch. Nothing is sent,
 * counted or remembered, and no tenant's policy is asked for.
 */
@Singleton
public class Priming {

    /** Enough for the compilers to take up what every document runs through. */
    private static final int EVENTS = 60;

    private static final int SEGMENTS_PER_EVENT = 250;
    private static final TenantId TENANT = new TenantId("priming");
    private static final long RECEIVED_UNIX_NANOS = 1_795_310_446_350_000_000L;
    private static final int BLOCK_BYTES = 1 << 20;
    private static final int ZSTD_LEVEL = 3;

    private final BlockDecoder decoder;
    private final Preparation preparation;
    private final Batcher batcher;

    Priming(BlockDecoder decoder, Preparation preparation, Batcher batcher) {
        this.decoder = decoder;
        this.preparation = preparation;
        this.batcher = batcher;
    }

    /** Returns how many documents came as far as the body of a call: all of them. */
    public int run() {
        int documents = 0;
        for (int event = 0; event < EVENTS; event++) {
            documents += run(event(event));
        }
        return documents;
    }

    private int run(byte[] event) {
        TenantPolicy policy = TenantPolicy.unwritten(ValidationMode.REPAIR, RedactionPolicy.NONE);
        int documents = 0;
        try {
            Portions portions = decoder.portions(KinesisEventReader.read(new ByteArrayInputStream(event)));
            while (portions.hasNext()) {
                List<Batch> batches = batcher.batch(preparation
                        .prepare(policy, TENANT, portions.next().decoded().documents(), List.of())
                        .toSend());
                for (Batch batch : batches) {
                    documents += TraceSegmentsBody.of(batch).length() > 0
                            ? batch.documents().size()
                            : 0;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e); // of memory: cannot be
        }
        return documents;
    }

    private static byte[] event(int number) {
        Origin origin = new Origin("priming", "eu-west-1", "000000000000", "node", "eu-west-1a", "i-0", "1", number);
        Workload pod = new Workload("10.0.0.1", "shop", "shop-1", "", "shop", "app", "c", "shop:1", Map.of());
        try (BlockWriter writer = new BlockWriter(origin, BLOCK_BYTES, ZSTD_LEVEL)) {
            int sender = writer.addWorkload(pod);
            for (int i = 0; i < SEGMENTS_PER_EVENT; i++) {
                byte[] segment = segment(number * SEGMENTS_PER_EVENT + i).getBytes(StandardCharsets.UTF_8);
                writer.append(sender, DocumentKind.XRAY_JSON, RECEIVED_UNIX_NANOS, ByteBuffer.wrap(segment));
            }
            String data = Base64.getEncoder().encodeToString(writer.seal().frame());
            return """
                {"Records":[{"kinesis":{"partitionKey":"k","sequenceNumber":"%d","data":"%s",\
                "approximateArrivalTimestamp":1795310446.350},"eventSource":"aws:kinesis",\
                "eventSourceARN":"arn:aws:kinesis:eu-west-1:000000000000:stream/raygate-priming"}]}\
                """.formatted(number, data).getBytes(StandardCharsets.UTF_8);
        }
    }

    private static String segment(int number) {
        String fault = number % 10 == 0 ? """
            "fault":true,"cause":{"exceptions":[{"id":"%016x","type":"IOException","message":"reset\\n"}]},\
            """.formatted(number) : "";
        return """
            {"name":"shop","id":"%016x","trace_id":"1-6b0233ae-%024x","start_time":1795310445.%d,\
            "end_time":1795310446.25,"user":"u%d","http":{"request":{"method":"POST",\
            "url":"https://shop.example/checkout?cart=%d"},"response":{"status":200}},%s\
            "annotations":{"customer":"c-%d","paid":true},"metadata":{"default":{"items":[1,2.5,"\\"three\\""]}},\
            "subsegments":[{"name":"orders@db.example","id":"%016x","start_time":1795310445.5,"end_time":1795310446,\
            "namespace":"remote","sql":{"sanitized_query":"SELECT id FROM orders WHERE total > ?"}},\
            {"name":"DynamoDB","id":"%016x","start_time":1795310445.5,"end_time":1795310446,"namespace":"aws",\
            "aws":{"operation":"PutItem","table_name":"orders"}}]}\
            """.formatted(number, number, number % 1_000, number, number, fault, number, number + 1, number + 2);
    }
}
