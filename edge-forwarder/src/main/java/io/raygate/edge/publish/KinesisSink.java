// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.publish;

import io.raygate.aws.ErrorCode;
import io.raygate.block.SealedBlock;
import io.raygate.edge.publish.Publisher.RecordSink;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Puts blocks on a Kinesis stream. Each record gets a random partition key, so blocks spread evenly over
 * shards however few forwarders there are; order between blocks is not needed, since each carries its
 * sequence number.
 */
final class KinesisSink implements RecordSink {

    private static final Logger LOG = Logger.getLogger(KinesisSink.class);

    /** What Kinesis says of a call without records, once it has let the caller in. */
    private static final Set<String> NOT_VALID = Set.of("ValidationException", "InvalidArgumentException");

    private final Stream stream;
    private final PutRecordsRequest request;
    private final Supplier<SplittableRandom> random;
    private volatile boolean reachable;
    private volatile boolean failing;

    /**
     * A sink for one stream.
     *
     * @param name name or ARN
     * @param random asked once a call, so it need not be thread-safe
     */
    KinesisSink(Stream stream, String name, Supplier<SplittableRandom> random) {
        this.stream = stream;
        this.request = new PutRecordsRequest(name);
        this.random = random;
    }

    @Override
    public PutResult put(List<SealedBlock> blocks) {
        PutResult result = call(blocks);
        reachable = result.isOfTheStream();
        failing = !reachable;
        return result;
    }

    /** Whether the stream took part in the call that ended last, be it to throttle it; false before the first one. */
    boolean isReachable() {
        return reachable;
    }

    /** Whether the stream took no part in the call that ended last; false before the first one. */
    boolean isFailing() {
        return failing;
    }

    private PutResult call(List<SealedBlock> blocks) {
        try {
            return PutRecordsAnswer.read(blocks, stream.putRecords(request.of(blocks, random.get())));
        } catch (SdkException e) {
            return new PutResult.NoAnswer(blocks, ErrorCode.ofCause(e), String.valueOf(e.getMessage()));
        }
    }

    /**
     * Calls the stream once, so that the first block finds classes loaded, credentials fetched and a connection open:
     * a cold call takes some seconds on a small node. The call is a PutRecords without records: it needs no right
     * beyond the one on the stream that the forwarder has anyway, puts nothing, and Kinesis answers that it is not
     * valid. Any answer will do to be ready; only that one shows that the stream can be reached.
     */
    void warmUp() {
        long startedNanos = System.nanoTime();
        try {
            stream.putRecords(request.of(List.of(), random.get()));
            reachable = true;
        } catch (AwsServiceException e) {
            String code = ErrorCode.of(e);
            reachable = NOT_VALID.contains(code) || PutResult.THROTTLED.contains(code);
            LOG.debugf("The stream answers: code=%s", code);
        } catch (RuntimeException e) {
            // also if credentials fail
            LOG.warnf("The stream does not answer; blocks wait in the spool: %s", e.getMessage());
            return;
        }
        LOG.infof("Ready to publish: millis=%d", (System.nanoTime() - startedNanos) / 1_000_000);
    }

    /** Calls PutRecords. Thread-safe. */
    @FunctionalInterface
    interface Stream {

        /**
         * One call.
         *
         * @param request the body
         * @return the body of an answer with status 200
         * @throws SdkException where there was no such answer
         */
        byte[] putRecords(byte[] request);
    }
}
