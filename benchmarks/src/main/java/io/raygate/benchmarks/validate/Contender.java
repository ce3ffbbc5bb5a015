// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.validate;

import io.raygate.gateway.decode.ReceivedDocument;
import io.raygate.gateway.validate.ValidDocument;
import java.util.List;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** What {@link MeasureValidation} compares. */
enum Contender {
    /** Jackson's streaming parser, nothing kept. */
    TOKENS("tokens") {
        @Override
        void run(Work work, Documents documents) {
            for (byte[] document : documents.bodies()) {
                try (JsonParser parser = work.factory.createParser(ObjectReadContext.empty(), document)) {
                    while (parser.nextToken() != null) {
                        work.seen++;
                    }
                }
            }
        }
    },
    /** The byte validator alone. */
    VALIDATOR("validator") {
        @Override
        void run(Work work, Documents documents) {
            for (byte[] document : documents.bodies()) {
                work.seen += work.stages.accepts(document) ? 1 : 0;
            }
        }
    },
    /** Jackson's tree and networknt's validator with our schema. */
    TREE("tree and schema") {
        @Override
        void run(Work work, Documents documents) {
            for (byte[] document : documents.bodies()) {
                work.seen += work.tree.accepts(document) ? 1 : 0;
            }
        }
    },
    /** The gateway's stages validate and enrich. */
    GATEWAY("gateway") {
        @Override
        void run(Work work, Documents documents) {
            work.seen += work.stages
                    .enrich(work.stages.validate(documents.received()))
                    .size();
        }
    },
    /** All stages, from blocks to bodies. */
    STAGES("stages") {
        @Override
        void run(Work work, Documents documents) {
            List<ValidDocument> valid = work.stages.validate(work.stages.decode(documents.frames()));
            work.seen += GatewayStages.bodies(work.stages.enrich(valid)).size();
        }
    },
    /** All stages, with rules of redaction that change most documents. */
    REDACTING_STAGES("redacting stages") {
        @Override
        void run(Work work, Documents documents) {
            List<ValidDocument> valid = work.stages.validate(work.stages.decode(documents.frames()));
            List<ValidDocument> redacted = work.stages.redact(valid, GatewayBenchmark.RULES);
            work.seen += GatewayStages.bodies(work.stages.enrich(redacted)).size();
        }
    },
    /** The tree, checked, enriched and written again. */
    TREE_GATEWAY("tree gateway") {
        @Override
        void run(Work work, Documents documents) {
            for (byte[] document : documents.bodies()) {
                work.seen += work.tree.enrich(document).length;
            }
        }
    };

    /**
     * The same documents in three forms.
     *
     * @param received views into one block
     * @param frames   blocks as a forwarder seals them
     */
    record Documents(List<byte[]> bodies, List<ReceivedDocument> received, List<byte[]> frames) {

        private static final int WHOLE_BYTES = 8 << 20;
        private static final int BLOCK_BYTES = 96 << 10;

        static Documents of(Input input) {
            List<byte[]> bodies = input.documents();
            List<ReceivedDocument> received = new GatewayStages().decode(Blocks.of(bodies, WHOLE_BYTES));
            return new Documents(bodies, received, Blocks.of(bodies, BLOCK_BYTES));
        }

        long bytes() {
            return bodies.stream().mapToLong(body -> body.length).sum();
        }
    }

    /** What a run needs, and something that depends on what it found. */
    static final class Work {

        private final JsonFactory factory = new JsonFactory();
        private final GatewayStages stages = new GatewayStages();
        private final TreeGateway tree = new TreeGateway();
        private long seen;

        /** Tokens, documents and bytes, so that no work can be left out. */
        long seen() {
            return seen;
        }
    }

    private final String label;

    Contender(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    boolean usesTree() {
        return this == TREE || this == TREE_GATEWAY;
    }

    /** Takes each document once. */
    abstract void run(Work work, Documents documents);
}
