// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.forwarder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A program that takes spans and sends them on, with the endpoint that it sends them to. */
interface SpanAgent extends AutoCloseable {

    /** Where it takes spans. */
    int port();

    /**
     * Waits until it takes spans.
     *
     * @throws IllegalStateException where it does not
     */
    void awaitReady() throws IOException;

    ProcessUsage usage();

    /** Spans that the endpoint has taken so far. */
    long spansOut();

    /** Bytes of the request bodies that the endpoint has taken so far. */
    long bytesOut();

    /** Lets go of what the endpoint keeps. */
    default void clear() {}

    @Override
    void close() throws IOException;

    /** How one is started. */
    @FunctionalInterface
    interface Start {
        SpanAgent start(SpanLoad.Protocol protocol) throws IOException;
    }

    /** The packaged forwarder before Kinesis. */
    record Forwarder(KinesisEndpoint kinesis, ForwarderProcess process, int port, Path log) implements SpanAgent {

        static Forwarder start(Variant variant, SpanLoad.Protocol protocol) throws IOException {
            Path log = Files.createTempFile("raygate-load", ".log");
            int port = ForwarderProcess.freePort();
            KinesisEndpoint kinesis = new KinesisEndpoint();
            try {
                ForwarderProcess process = ForwarderProcess.start(
                        variant.command(),
                        kinesis.url(),
                        log,
                        ForwarderProcess.freePort(),
                        ForwarderProcess.freePort(),
                        Map.of(protocol.portVariable(), Integer.toString(port)));
                return new Forwarder(kinesis, process, port, log);
            } catch (IOException e) {
                kinesis.close();
                throw e;
            }
        }

        @Override
        public void awaitReady() {
            process.awaitReady();
        }

        @Override
        public ProcessUsage usage() {
            return process.usage();
        }

        @Override
        public long spansOut() {
            return process.metric("raygate_spans_published_total");
        }

        @Override
        public long bytesOut() {
            return kinesis.bytes();
        }

        @Override
        public void clear() {
            kinesis.clear();
        }

        @Override
        public void close() throws IOException {
            process.close();
            kinesis.close();
            Files.delete(log);
        }
    }
}
