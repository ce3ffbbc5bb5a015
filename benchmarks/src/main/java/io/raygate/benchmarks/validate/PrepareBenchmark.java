// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.validate;

import io.raygate.block.BlockLimits;
import io.raygate.block.BlockReader;
import io.raygate.block.BlockWriter;
import io.raygate.block.Document;
import io.raygate.block.DocumentKind;
import io.raygate.block.Origin;
import io.raygate.block.SegmentBlock;
import io.raygate.block.Workload;
import io.raygate.gateway.decode.ReceivedDocument;
import io.raygate.gateway.decode.TenantId;
import io.raygate.gateway.enrich.EnrichmentPolicy;
import io.raygate.gateway.enrich.EventEnricher;
import io.raygate.gateway.redact.EventRedactor;
import io.raygate.gateway.redact.Redaction;
import io.raygate.gateway.redact.RedactionAction;
import io.raygate.gateway.redact.RedactionPath;
import io.raygate.gateway.redact.RedactionPolicy;
import io.raygate.gateway.redact.RedactionRule;
import io.raygate.gateway.redact.Unreadable;
import io.raygate.gateway.validate.ValidDocument;
import io.raygate.schema.DocumentLimits;
import io.raygate.schema.DocumentValidators;
import io.raygate.schema.SegmentValidator;
import io.raygate.schema.Verdict.Accepted;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** From ten blocks of a hundred generated documents each to what is sent: decode, validate, redact, enrich. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@SuppressWarnings("NullAway.Init") // JMH calls the setup before anything else
public class PrepareBenchmark {

    private static final int BLOCKS = 10;
    private static final int DOCUMENTS = 100;
    private static final TenantId TENANT = new TenantId("payments");
    private static final Origin ORIGIN =
            new Origin("prod-eu", "eu-west-1", "111122223333", "ip-10-0-37-12", "eu-west-1a", "i-0abc", "1", 7);
    private static final Workload POD = new Workload(
            "10.0.37.80",
            "payments",
            "checkout-7d9c5b8f4d-x2v9q",
            "",
            "checkout",
            "app",
            "4f1c0ad3c9be5a7e8d6b2f1039c7e5d4a8b6f2e1d3c5b7a9f8e6d4c2b1a39587",
            "registry/checkout:7",
            Map.of());

    private final BlockReader reader = new BlockReader(new BlockLimits(8 << 20, 20_000, 20_000));
    private final SegmentValidator validator = DocumentValidators.segment();
    private final RedactionPolicy rules = RedactionPolicy.of(
            Redaction.compile(List.of(
                    new RedactionRule(RedactionPath.parse("sql"), RedactionAction.DROP, 0),
                    new RedactionRule(RedactionPath.parse("**.card"), RedactionAction.DROP, 0),
                    new RedactionRule(RedactionPath.parse("http.request.url"), RedactionAction.TRUNCATE, 24))),
            Unreadable.WITHHOLD);
    private final TreeGateway tree = new TreeGateway(Enrichment.EXAMPLE);
    private final List<byte[]> frames = new ArrayList<>();

    /** For JMH. */
    public PrepareBenchmark() {}

    /** Makes the blocks. */
    @Setup
    public void setUp() {
        List<byte[]> documents = Input.MIX.documents();
        try (BlockWriter writer = new BlockWriter(ORIGIN, 4 << 20, 3)) {
            for (int block = 0; block < BLOCKS; block++) {
                int pod = writer.addWorkload(POD);
                for (int i = 0; i < DOCUMENTS; i++) {
                    byte[] body = documents.get((block * DOCUMENTS + i) % documents.size());
                    writer.append(pod, DocumentKind.XRAY_JSON, 1, ByteBuffer.wrap(body));
                }
                frames.add(writer.seal().frame());
            }
        }
    }

    /** The gateway's stages, no redaction. */
    @Benchmark
    public List<ReceivedDocument> stages() {
        return enrich(validate(decode()));
    }

    /** The gateway's stages with three rules, which change most documents. */
    @Benchmark
    public List<ReceivedDocument> stagesWithRedaction() {
        List<ValidDocument> redacted = new EventRedactor(TENANT, rules, Optional.empty(), validator)
                .redact(validate(decode()), List.of(), List.of())
                .toSend();
        return enrich(redacted);
    }

    /** Decoding the blocks alone. */
    @Benchmark
    public List<ReceivedDocument> decodeOnly() {
        return decode();
    }

    /** The same decoding, then tree, networknt and the changed tree written again; no redaction. */
    @Benchmark
    public List<byte[]> treeAndSchema() {
        List<byte[]> sent = new ArrayList<>();
        decode().forEach(received -> sent.add(tree.enrich(received.document().body())));
        return sent;
    }

    private List<ReceivedDocument> decode() {
        List<ReceivedDocument> received = new ArrayList<>();
        for (int record = 0; record < frames.size(); record++) {
            if (!(reader.read(frames.get(record)) instanceof SegmentBlock block)) {
                throw new IllegalStateException("unreadable block");
            }
            for (Document document : block.documents()) {
                received.add(new ReceivedDocument(record, block, document));
            }
        }
        return received;
    }

    private List<ValidDocument> validate(List<ReceivedDocument> received) {
        List<ValidDocument> valid = new ArrayList<>(received.size());
        for (ReceivedDocument document : received) {
            Document body = document.document();
            if (!(validator.validate(body.content(), body.offset(), body.length()) instanceof Accepted)) {
                throw new IllegalStateException("not valid");
            }
            valid.add(new ValidDocument(document, validator.offsets().copy()));
        }
        return valid;
    }

    private static List<ReceivedDocument> enrich(List<ValidDocument> valid) {
        return EventEnricher.enrich(EnrichmentPolicy.DEFAULT, DocumentLimits.XRAY_DOCUMENT_BYTES, valid)
                .toSend();
    }
}
