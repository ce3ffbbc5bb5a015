// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.block;

import java.nio.ByteBuffer;
import java.util.function.Supplier;

/**
 * Collects documents and seals them into blocks.
 *
 * <p>Documents are copied byte for byte into one buffer that is allocated once: appending allocates
 * nothing, sealing allocates the frame alone. The cost is that buffer plus room to compress it, about
 * twice {@code maxContentBytes}, for as long as the writer lives; writers of one thread can share the latter. What is in an
 * unsealed block is lost with the process. The dictionary is shared by all writers of the process.
 *
 * <p>Not thread-safe.
 */
public final class BlockWriter implements AutoCloseable {

    /** Tag, length, workload, kind, received time and body length of one document at their widest. */
    private static final int DOCUMENT_OVERHEAD_BYTES = 1 + 5 + 6 + 2 + 9 + 6;

    private final ContentBuffer content;
    private final Compressor compressor;
    private final boolean ownsCompressor;
    private BlockProducer producer;
    private int documents;
    private int spans;
    private int workloads;

    /**
     * Writes with the newest dictionary.
     *
     * @param maxContentBytes size of a block before compression; a document larger than this, less some
     *     overhead, never fits
     * @param zstdLevel 1 (fast) to 22 (small)
     */
    public BlockWriter(Origin origin, int maxContentBytes, int zstdLevel) {
        this(origin, maxContentBytes, zstdLevel, Dictionary.newest());
    }

    /**
     * Writes with a dictionary that all readers of the stream are known to have.
     *
     * @param maxContentBytes size of a block before compression; a document larger than this, less some
     *     overhead, never fits
     * @param zstdLevel 1 (fast) to 22 (small)
     */
    public BlockWriter(Origin origin, int maxContentBytes, int zstdLevel, Dictionary dictionary) {
        this(() -> origin, maxContentBytes, zstdLevel, dictionary);
    }

    /**
     * Writes blocks of an origin of which more may become known while the writer lives.
     *
     * @param origins asked when a block opens, that is for its first document or workload; answers with the same
     *     instance until something changes, always of the same producer, and small beside {@code maxContentBytes}
     * @param maxContentBytes size of a block before compression; a document larger than this, less some
     *     overhead, never fits
     * @param zstdLevel 1 (fast) to 22 (small)
     */
    public BlockWriter(Supplier<Origin> origins, int maxContentBytes, int zstdLevel, Dictionary dictionary) {
        this(new BlockProducer(origins), maxContentBytes, new Compressor(maxContentBytes, zstdLevel, dictionary), true);
    }

    /**
     * Writes blocks of one producer after the other, as {@link #become} says.
     *
     * @param producer the first one
     * @param compressor for contents of this size, used by writers of the same thread alone, and closed by whoever made it
     */
    public BlockWriter(BlockProducer producer, int maxContentBytes, Compressor compressor) {
        this(producer, maxContentBytes, compressor, false);
    }

    private BlockWriter(BlockProducer producer, int maxContentBytes, Compressor compressor, boolean ownsCompressor) {
        this.producer = producer;
        if (maxContentBytes <= fixedBytes()) {
            throw new IllegalArgumentException("no room for a document: maxContentBytes=" + maxContentBytes
                    + ", needed by the origin=" + fixedBytes());
        }
        this.content = new ContentBuffer(maxContentBytes);
        this.compressor = compressor;
        this.ownsCompressor = ownsCompressor;
    }

    /**
     * The next block is another producer's.
     *
     * @throws IllegalStateException where a block is open
     */
    public void become(BlockProducer next) {
        if (content.size() != 0) {
            throw new IllegalStateException("a block is open: documents=" + documents);
        }
        producer = next;
    }

    /**
     * Notes a sender, to which documents of this block can then refer.
     *
     * @return its position, counted from 1; 0 where the block has no room left for it
     */
    public int addWorkload(Workload workload) {
        openIfEmpty();
        byte[] encoded = EncodedWorkload.of(workload);
        if (!fits(1 + 5 + encoded.length)) {
            return 0;
        }
        content.writeBytes(BlockFormat.WORKLOADS, encoded);
        return ++workloads;
    }

    /**
     * Copies a document into the block.
     *
     * @param workload what {@link #addWorkload} gave, or 0
     * @param receivedUnixNanos nanoseconds since the epoch
     * @param body its remaining bytes; the position is moved to its limit where they fit, else left alone
     * @return false where the block has no room left: seal it and append again
     */
    public boolean append(int workload, DocumentKind kind, long receivedUnixNanos, ByteBuffer body) {
        openIfEmpty();
        int length = body.remaining();
        if (!fits(DOCUMENT_OVERHEAD_BYTES + length)) {
            return false;
        }
        int messageLength = documentLength(workload, kind, length);
        content.writeTag(BlockFormat.DOCUMENTS, Wire.LENGTH_DELIMITED);
        content.writeVarint(messageLength);
        if (workload != 0) {
            content.writeUnsigned(BlockFormat.DOCUMENT_WORKLOAD, workload);
        }
        content.writeUnsigned(BlockFormat.DOCUMENT_KIND, kind.number());
        content.writeFixed64(BlockFormat.DOCUMENT_RECEIVED, receivedUnixNanos);
        content.writeTag(BlockFormat.DOCUMENT_BODY, Wire.LENGTH_DELIMITED);
        content.writeVarint(length);
        content.writeRaw(body);
        documents++;
        return true;
    }

    /**
     * Copies a request of spans into the block, as {@link #append} does.
     *
     * @param spans how many it holds
     */
    public boolean appendSpans(int workload, int spans, long receivedUnixNanos, ByteBuffer request) {
        boolean fits = append(workload, DocumentKind.OTLP_TRACES, receivedUnixNanos, request);
        this.spans += fits ? spans : 0;
        return fits;
    }

    /** True while a document with this many bytes still fits. */
    public boolean hasRoomFor(int bodyBytes) {
        return fits(DOCUMENT_OVERHEAD_BYTES + bodyBytes);
    }

    /** Documents in the unsealed block. */
    public int documents() {
        return documents;
    }

    /** Size of the unsealed block before compression. */
    public int contentBytes() {
        return content.size();
    }

    /** Compresses what was appended into a block with the next sequence number, and starts an empty one. */
    public SealedBlock seal() {
        content.writeUnsigned(BlockFormat.FORMAT_VERSION, BlockFormat.VERSION);
        content.writeBytes(BlockFormat.ORIGIN, producer.encoded());
        SealedBlock block = new SealedBlock(
                compressor.compress(content.array(), content.size()),
                producer.id(),
                producer.nextSequence(),
                documents,
                spans,
                content.size());
        content.clear();
        documents = 0;
        spans = 0;
        workloads = 0;
        return block;
    }

    /** Frees the compressor's native memory. An unsealed block is lost. */
    @Override
    public void close() {
        if (ownsCompressor) {
            compressor.close();
        }
    }

    private void openIfEmpty() {
        if (content.size() == 0) {
            producer.refresh();
        }
    }

    private boolean fits(int bytes) {
        return content.remaining() - fixedBytes() >= bytes;
    }

    /** Version and origin, written when the block is sealed. */
    private int fixedBytes() {
        return 2 + 1 + 5 + producer.maxEncodedBytes();
    }

    private static int documentLength(int workload, DocumentKind kind, int bodyLength) {
        int workloadBytes = workload == 0 ? 0 : 1 + Wire.varintLength(workload);
        return workloadBytes
                + 1
                + Wire.varintLength(kind.number())
                + 1
                + 8
                + 1
                + Wire.varintLength(bodyLength)
                + bodyLength;
    }
}
