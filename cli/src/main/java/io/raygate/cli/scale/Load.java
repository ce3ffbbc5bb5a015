// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.scale;

/**
 * What comes at the busiest time of the day. Nodes and documents are spread evenly over the teams.
 *
 * @param nodes            with a forwarder each
 * @param documentsPerNode segments that a node sends to its forwarder, a second, after sampling
 * @param teams            with a stream each
 * @param lingerSeconds    that a block waits for more documents, {@code raygate.block.linger}
 */
record Load(int nodes, double documentsPerNode, int teams, double lingerSeconds) {

    Load {
        if (nodes < 1 || teams < 1 || documentsPerNode <= 0 || lingerSeconds <= 0) {
            throw new IllegalArgumentException("not positive: nodes=" + nodes + ", documentsPerNode=" + documentsPerNode
                    + ", teams=" + teams + ", lingerSeconds=" + lingerSeconds);
        }
    }

    /** Of all nodes, a second. */
    double documents() {
        return nodes * documentsPerNode;
    }

    /** Of a team, a second. */
    double documentsOfTeam() {
        return documents() / teams;
    }

    /** Documents in a block: it is full where it fills in time, and has those of its linger elsewhere. */
    double documentsPerBlock() {
        double full = Assumptions.DOCUMENTS_PER_FULL_BLOCK;
        return documentsPerNode * Assumptions.LINGER_MAX_SECONDS >= full
                ? full
                : Math.min(full, 1 + documentsPerNode * lingerSeconds);
    }
}
